"""The update of vehicles and GCN that `make bench` measures, in PyTorch, eager, one core: prints its median as JSON.

Same sizes (100 vehicles, 13 servers, batch 128), same order of work, the same short cuts: the second layer only for the
rows that are looked at, one product of a decision's row for its ten options. The batch lies ready; drawing and decoding
it from a replay is not measured.

    TORCH_PYTHON=<python with torch 2.13.0> make bench

Arguments: features of a graph node, and `own` where the GCN has self weights.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "data/golden/torch"))
from networks import OPTION_FEATURES, OPTIONS, VEHICLE, Z, gcn_shapes, scorer, scorer_shapes

BATCH, NODES, SERVERS, HEADS = 128, 113, 13, 5
FEATURES, OWN = int(sys.argv[1]), "own" in sys.argv
LOOKED = SERVERS + 5  # servers, none, three means, the vehicle
SHARED = 3 * Z + OPTIONS
DISCOUNT, TAU, ENTROPY_WEIGHT = 0.95, 1e-3, 0.05


def network(shapes):
    return {name: torch.nn.Parameter(torch.randn(shape) * 0.1) for name, shape in shapes.items()}


def copy(weights):
    return {name: weight.detach().clone() for name, weight in weights.items()}


def batch():
    """A batch of decisions as tensors."""
    return {
        "aggregated": torch.rand(BATCH * NODES, FEATURES),
        "own": torch.rand(BATCH * NODES, FEATURES),
        "rows": torch.rand(BATCH, LOOKED, NODES) / NODES,
        "ownRows": torch.rand(BATCH, LOOKED, NODES) / NODES,
        "state": torch.rand(BATCH, VEHICLE),
        "joint": torch.rand(BATCH, OPTIONS),
        "options": torch.rand(BATCH, OPTIONS, OPTION_FEATURES),
        "demand": torch.rand(BATCH, OPTIONS, 4),
        "up": torch.randint(SERVERS, (BATCH, OPTIONS)),
        "dst": torch.randint(SERVERS, (BATCH, OPTIONS)),
        "mask": torch.rand(BATCH, OPTIONS) < 0.3,
        "choice": torch.randint(OPTIONS, (BATCH,)),
        "reward": torch.rand(BATCH, HEADS),
        "age": torch.randint(1, 8, (BATCH,)),
    }


def embed(w, b):
    first = b["aggregated"] @ w["first"]
    hidden = torch.relu(first + b["own"] @ w["firstOwn"] if OWN else first).view(BATCH, NODES, Z)
    second = b["rows"] @ hidden @ w["second"]
    return torch.relu(second + b["ownRows"] @ hidden @ w["secondOwn"] if OWN else second)


def servers(z, index):
    return torch.gather(z, 1, index[:, :, None].expand(-1, -1, Z))


def actor_scores(w, b, z):
    options = torch.cat([b["options"], servers(z, b["up"]), servers(z, b["dst"])], 2)
    return scorer(w, torch.cat([b["state"], z[:, -1]], 1), options)[:, :, 0].masked_fill(~b["mask"], -1e9)


def critic_values(w, b, z, chosen=False):
    row = torch.cat([b["state"], z[:, -1], z[:, SERVERS + 1 : SERVERS + 4].flatten(1), b["joint"]], 1)
    options, demand, up, dst = b["options"], b["demand"], b["up"], b["dst"]
    if chosen:
        each = torch.arange(BATCH)
        options, demand, up, dst = [part[each, b["choice"]][:, None] for part in (options, demand, up, dst)]
    return scorer(w, row, torch.cat([options, demand, servers(z, up), servers(z, dst)], 2))


class Learner:
    def __init__(self):
        self.online = {
            "gcn": network(gcn_shapes(FEATURES, OWN)),
            "actor": network(scorer_shapes(VEHICLE + Z, OPTION_FEATURES, 64, 1)),
            "critic": network(scorer_shapes(VEHICLE + Z + SHARED, OPTION_FEATURES + 4, 128, HEADS)),
        }
        self.target = {name: copy(weights) for name, weights in self.online.items()}
        self.adam = {
            name: torch.optim.Adam(weights.values(), lr=1e-4 if name == "actor" else 1e-3)
            for name, weights in self.online.items()
        }
        self.omega = torch.full((HEADS,), 0.2)

    def descend(self, loss, names):
        for name in names:
            self.adam[name].zero_grad()
        loss.backward()
        for name in names:
            torch.nn.utils.clip_grad_norm_(self.online[name].values(), 1)
            self.adam[name].step()

    def update(self, now, following):
        online, target = self.online, self.target
        with torch.no_grad():
            z = embed(target["gcn"], following)
            policy = actor_scores(target["actor"], following, z).softmax(1)
            expected = (policy[:, :, None] * critic_values(target["critic"], following, z)).sum(1)
            y = now["reward"] + (DISCOUNT ** now["age"])[:, None] * expected
        z = embed(online["gcn"], now)
        self.descend(((critic_values(online["critic"], now, z, chosen=True)[:, 0] - y) ** 2).mean(), ["critic", "gcn"])
        with torch.no_grad():
            z = z.detach()
            worth = critic_values(online["critic"], now, z) @ self.omega
        logs = actor_scores(online["actor"], now, z).log_softmax(1)
        policy = logs.exp()
        self.descend(-(policy * (worth - ENTROPY_WEIGHT * logs)).sum(1).mean(), ["actor"])
        with torch.no_grad():
            for name, weights in online.items():
                torch._foreach_lerp_(list(target[name].values()), list(weights.values()), TAU)


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    learner, batches = Learner(), [batch() for _ in range(4)]
    costs = []
    for k in range(200):
        start = time.perf_counter()
        learner.update(batches[k % 4], batches[(k + 1) % 4])
        costs.append(1e3 * (time.perf_counter() - start))
    print(json.dumps({"torch": torch.__version__, "updateMs": statistics.median(costs[50:])}))


main()
