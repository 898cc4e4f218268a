"""Constructor arguments of a Module by their names."""

import inspect
import re

from ...operands import setting

COUNTS = (
    (r"vocab|num_embed|n_tokens|num_tokens|max_len|block_size|seq_len|context", 11),
    (r"head", 2),
    (r"num_layers|n_layers?|depth|blocks", 2),
    (r"kernel|filter_size", 3),
    (r"class|labels|n_out|nout|out_dim|out_features|output|out_size|d_out|out_ch|outchannel|out_planes", 4),
    (r"in_ch|inchannel|in_planes|in_features|input|in_dim|n_in|nin|d_in|n_feat|num_features|features", 6),
    (r"hidden|inner|mid|d_ff|ffn|units|latent", 8),
    (r"dim|d_model|embd|embed|width|size|channels|planes", 6),
)
_UNKNOWN = (6, 8, 4, 5)
FLAGS = {"bias", "affine", "batch_norm", "batchnorm", "bn", "residual"}
LISTS = re.compile(r"(layers|sizes|dims|units|hiddens|channels|nouts|widths|arch\w*|topology)$")


def values_for(torch, cls, extra):
    """Yields {name: value} for the arguments that have no default: whole numbers, then lists where a name is plural."""
    asked = [
        p
        for p in inspect.signature(cls).parameters.values()
        if p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY) and (p.default is p.empty or p.name in extra)
    ]
    plural = [p.name for p in asked if LISTS.search(p.name.lower()) and p.name not in extra]
    single = {p.name: extra.get(p.name, _value(torch, p, k)) for k, p in enumerate(asked)}
    if plural:
        yield dict(single, **{name: [6, 8, 4] for name in plural})
    yield single


def _value(torch, parameter, position):
    name = parameter.name.lower()
    if parameter.annotation in (bool, "bool") or name in FLAGS:
        return True
    if re.search("act|nonlin", name):
        return torch.nn.Tanh()
    if setting(name) is not None:
        return setting(name)
    return next((count for pattern, count in COUNTS if re.search(pattern, name)), _UNKNOWN[position % 4])
