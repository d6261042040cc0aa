"""The graph network (1) and the option scorer in PyTorch, in double precision: writes gcn-torch.json one folder up.

    python3 -m venv build/torch && build/torch/bin/pip install torch==2.13.0
    build/torch/bin/python data/golden/torch/gcn.py
"""

import torch
from networks import Z, gcn_shapes, integers, normalised, numbers, rounded, scorer, scorer_shapes, size, split, write

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def gcn_cases():
    """Two layers on a graph of five nodes: Z and the gradients of Σ C∘Z in the weights."""
    adjacency = torch.zeros(5, 5)
    for a, b in [(0, 3), (1, 3), (2, 3), (2, 4), (3, 4)]:
        adjacency[a, b] = adjacency[b, a] = 1
    mixing, features = normalised(adjacency), numbers(11, 5, 4)
    for own in (False, True):
        shapes = gcn_shapes(4, own)
        flat = numbers(12, size(shapes), scale=0.5).requires_grad_()
        w = split(flat, shapes)
        hidden = mixing @ features @ w["first"] + (features @ w["firstOwn"] if own else 0)
        hidden = torch.relu(hidden)
        z = torch.relu(mixing @ hidden @ w["second"] + (hidden @ w["secondOwn"] if own else 0))
        (z * numbers(13, 5, Z)).sum().backward()
        yield {"selfWeight": own, "adjacency": adjacency.int().tolist(), "z": rounded(z), "gradient": rounded(flat.grad)}


def scorer_case():
    """Two decisions of three options over an embedding of four rows."""
    shapes = scorer_shapes(6, 5, 3, 2)
    flat = numbers(21, size(shapes), scale=0.5).requires_grad_()
    embedding = numbers(22, 4, Z).requires_grad_()
    up, dst = integers(23, 6, 4), integers(24, 6, 4)
    options = torch.cat([numbers(25, 6, 5), embedding[up], embedding[dst]], 1).reshape(2, 3, -1)
    scores = scorer(split(flat, shapes), numbers(26, 2, 6), options)
    (scores * numbers(27, 2, 3, 2)).sum().backward()
    return {
        "scores": rounded(scores),
        "gradient": rounded(flat.grad),
        "embeddingGradient": rounded(embedding.grad),
    }


write("gcn", {"gcn": list(gcn_cases()), "scorer": scorer_case()})
