import sys

import numpy as np

sys.path.insert(0, "../../paired_functions")
import nn
from central_differences import agree, say, slope

rng = np.random.RandomState(35)
logits, targets = rng.randn(2, 3, 5), rng.randint(5, size=(2, 3))
entropy = nn.cross_entropy_bwd(nn.cross_entropy_fwd(logits, targets)[1])
squared = nn.z_loss_bwd(1.0, nn.z_loss_fwd(logits)[1])
say(
    {
        "cross_entropy": agree((entropy, slope(lambda: nn.cross_entropy_fwd(logits, targets)[0], logits))),
        "z_loss": agree((squared, slope(lambda: nn.z_loss_fwd(logits)[0], logits))),
    }
)
