"""What the PyTorch programs share: inputs, networks and the way results are written.

Inputs are no files: the tests draw the same numbers from the generator below, multiples of 1/1024 that 16 bits hold
exactly. Dense matrices and PyTorch's autograd: nothing here follows the TypeScript learner's kernels or layouts, but for
the order of weights in a network's flat vector.
"""

import json
import math
from pathlib import Path

import torch

Z = 32  # width of the embedding
OPTIONS, OPTION_FEATURES = 10, 22
VEHICLE, EDGE, CLOUD = 32, 16, 12
OBJECTIVES = 5


def stream(seed, count):
    """Park and Miller's minimal generator: x ← 48271 x mod (2^31 − 1)."""
    x, drawn = seed, []
    for _ in range(count):
        x = x * 48271 % 2147483647
        drawn.append(x)
    return drawn


def numbers(seed, *shape, scale=1.0):
    """Multiples of 1/1024 in [−1, 1), times scale."""
    drawn = [(x // 2**20 - 1024) / 1024 * scale for x in stream(seed, math.prod(shape))]
    return torch.tensor(drawn).reshape(shape)


def integers(seed, count, below):
    return [x % below for x in stream(seed, count)]


def normalised(adjacency):
    looped = adjacency + torch.eye(len(adjacency))
    root = looped.sum(1).rsqrt()
    return root[:, None] * looped * root[None, :]


def scorer(w, row, options):
    """row [B, r], options [B, K, o] → [B, K, outputs]."""
    first = torch.relu((row @ w["row"] + w["rowBias"])[:, None, :] + options @ w["option"])
    second = torch.relu(first @ w["hidden"] + w["hiddenBias"])
    return second @ w["output"] + w["outputBias"]


def plain(w, x):
    first = torch.relu(x @ w["first"] + w["firstBias"])
    return torch.relu(first @ w["second"] + w["secondBias"]) @ w["output"] + w["outputBias"]


def scorer_shapes(row, option, hidden, outputs):
    return {
        "row": (row, hidden), "rowBias": (hidden,), "option": (option + 2 * Z, hidden), "hidden": (hidden, hidden),
        "hiddenBias": (hidden,), "output": (hidden, outputs), "outputBias": (outputs,),
    }  # fmt: skip


def plain_shapes(inputs, hidden, outputs):
    return {
        "first": (inputs, hidden), "firstBias": (hidden,), "second": (hidden, hidden), "secondBias": (hidden,),
        "output": (hidden, outputs), "outputBias": (outputs,),
    }  # fmt: skip


def gcn_shapes(features, own):
    shapes = {"first": (features, Z), "second": (Z, Z)}
    return {**shapes, "firstOwn": (features, Z), "secondOwn": (Z, Z)} if own else shapes


def split(flat, shapes):
    """One flat vector as tensors by name, in the order of shapes."""
    parts = flat.split([math.prod(shape) for shape in shapes.values()])
    return {name: part.reshape(shape) for (name, shape), part in zip(shapes.items(), parts)}


def size(shapes):
    return sum(map(math.prod, shapes.values()))


def rounded(tensor, digits=7):
    return [float(f"{float(value):.{digits}g}") + 0.0 for value in tensor.detach().reshape(-1)]


def write(name, content):
    """data/golden/<name>-torch.json, a line for every list of numbers, with what made it."""
    folder = Path(__file__).resolve().parents[1]
    source = f"data/golden/torch/{name}.py, torch {torch.__version__.split('+')[0]}"
    with open(folder / f"{name}-torch.json", "w") as file:
        file.write(lines({"source": source, **content}) + "\n")


def lines(value, indent=""):
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {lines(part, inner)}" for key, part in value.items()]
        return "{\n" + ",\n".join(parts) + f"\n{indent}}}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(inner + lines(part, inner) for part in value) + f"\n{indent}]"
    return json.dumps(value, separators=(",", ":"))
