"""The words people use for the passes and their arguments. Compared in lower case, without underscores."""

import re


def plain(name):
    return name.replace("_", "").lower()


INPUTS = frozenset(
    "x xs xtrain trainx xbatch batchx xb data inputs input inp inputdata inputx images image features batch a0 xdata "
    "datax example examples".split()
)
TRUE_LABELS = frozenset(
    "t ts target targets label labels ytrue truey trueys yactual actual truth groundtruth expected desired onehot "
    "onehoty yonehot ytarget ttrain tbatch trueoutput answer".split()
)
LABELS = TRUE_LABELS | frozenset("y ys ytrain trainy ybatch batchy yb ydata datay yvec classes".split())
CONTAINERS = frozenset(
    "parameters params param parameter theta thetas thetavec thetavector model weights nnparams network net "
    "paramvector vector paramsvec initialnnparams p".split()
)
CACHES = frozenset(
    "cache caches memory memories intermediates intermediate forwardcache forwardoutput forwardoutputs store stored "
    "activations state context ctx tape history fwd forwardresult".split()
)
PREDICTIONS = frozenset(
    "al yhat yhats ypred ypreds yprediction pred preds predicted prediction predictions output outputs out o prob "
    "probs probabilities scores logits h hypothesis yp yh ypredicted finaloutput outputactivation result aout alast "
    "afinal outputlayer networkoutput".split()
)
COUNTS = frozenset("m numexamples nexamples nsamples numsamples batchsize mtrain numtrain".split())
WORDS = INPUTS | LABELS | CONTAINERS | CACHES | PREDICTIONS | COUNTS
RATES = frozenset("lr learningrate eta rate stepsize lrate learnrate alpha".split())

def is_prediction(name):
    """Whether an argument is what the forward pass ends with: AL, y_hat, or A2, though it is not returned as such."""
    word = plain(name)
    return word in PREDICTIONS or word[:1] == "a" and word[1:].isdigit()


_NEVER = re.compile(
    r"numer|check|update|train|test|plot|descent|deriv|prime|clip|print|load|save|predict|accura|optimi|debug|relative|"
    r"diff|approx|visual|fit$|minimi|history|average|decay|zero|reset|clear|apply"
)
_BACKWARD = re.compile(r"back|grad|bprop|bpass|nabla|backword")
_FORWARD = re.compile(r"forward|fprop|fpass|feed|fwd|hypothesis|forwad|foward")
_COST = re.compile(r"cost|loss|entropy|objective|error|mse|criterion|likelihood")
_INITIAL = re.compile(r"init|random.*weight|create.*param|build.*param|make.*param|new.*param|get.*param|setup")


def roles(name):
    """The roles that a function of this name may have, a set of forward, cost, backward, joint, initialize, predict."""
    name = plain(name)
    if _INITIAL.search(name):
        return {"initialize"}
    if re.search(r"predict|^model$|^net$|^network$", name):
        return {"predict"}
    if _NEVER.search(name):
        return set()
    found = set()
    if _BACKWARD.search(name):
        found.add("backward")
    if _COST.search(name):
        found.add("cost")
    if _FORWARD.search(name) and "backward" not in found:
        found.add("forward")
    if not found and "propagat" in name or found & {"cost", "backward"}:
        found.add("joint")
    return found


_ROLE_WORDS = re.compile(
    r"forward|backward|backword|feed|back|fprop|bprop|propagation|propagate|prop|pass|compute|calculate|calc|get|cost|"
    r"loss|gradients|gradient|grads|grad|function|func|cross|entropy|mse|mean|squared|square|error|binary|categorical|"
    r"softmax|logistic|log|objective|bce|cce|ce"
)


def stem(name):
    """What a name says beside its role: {'l', 'model'} for L_model_backward, {'regularization'} and so on."""
    separated = re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()
    return {word for word in re.split(r"_+", separated) if word and _ROLE_WORDS.sub("", word)} - {"with", "and"}


def kinship(name, other):
    """How much two names say the same beside their roles."""
    one, two = stem(name), stem(other)
    return 2 * len(one & two) - len(one ^ two)
