"""One whole update of MO-MADDPG (Algorithm 1, lines 19 to 22 and 27, and the soft update) in PyTorch, in double precision:
writes update-torch.json one folder up.

A replay of four slots and eight decisions is drawn from the generator of networks.py; the tests fill a replay with
the same numbers and let the learner update from it. Here every decision is rebuilt from the replay's raw entries as
MODEL.md §5.5 says, with whole graphs, autograd through softmax and PyTorch's own Adam and clipping.

    python3 -m venv build/torch && build/torch/bin/pip install torch==2.13.0
    build/torch/bin/python data/golden/torch/update.py
"""

import torch
from networks import (
    CLOUD, EDGE, OBJECTIVES, OPTION_FEATURES, OPTIONS, VEHICLE, Z, gcn_shapes, integers, normalised, numbers,
    plain, plain_shapes, rounded, scorer, scorer_shapes, size, split, write,
)  # fmt: skip

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

V, J, I, FEATURES = 3, 2, 1, 4
S, M = J + I, V + J + I
SERVER_LINKS = [(0, 1), (0, 2), (1, 2)]
SLOTS, ROWS = 4, 8
DISCOUNT, TAU, CRITIC_RATE, ACTOR_RATE, ENTROPY_WEIGHT, STEPS = 0.9, 0.25, 0.02, 0.01, 0.05, 7
OMEGA = torch.tensor([0.1, 0.3, 0.2, 0.25, 0.15])
# what is drawn: rows of the replay, then an edge and a cloud for each
DRAWN, EDGES, CLOUDS = [0, 1, 2, 3, 4, 0], [1, 0, 0, 1, 1, 0], [2] * 6

SHARED = 3 * Z + OPTIONS
ACTOR, CRITIC = 4, 5
NODE_ACTOR = {"edge": plain_shapes(EDGE + Z, ACTOR, 3), "cloud": plain_shapes(CLOUD + Z, ACTOR, 3)}
NODE_CRITIC = {
    tier: plain_shapes(width + Z + 3 + 4 + SHARED, CRITIC, OBJECTIVES) for tier, width in (("edge", EDGE), ("cloud", CLOUD))
}
SHAPES = {
    "gcn": gcn_shapes(FEATURES, True),
    "vehicleActor": scorer_shapes(VEHICLE + Z, OPTION_FEATURES, ACTOR, 1),
    "vehicleCritic": scorer_shapes(VEHICLE + Z + SHARED, OPTION_FEATURES + 4, CRITIC, OBJECTIVES),
    "edgeActor": NODE_ACTOR["edge"],
    "edgeCritic": NODE_CRITIC["edge"],
    "cloudActor": NODE_ACTOR["cloud"],
    "cloudCritic": NODE_CRITIC["cloud"],
}

# entries of an option's features that a row holds, and the sets of options that share a number
SINGLE, RELAYS = [[o] for o in range(1, OPTIONS)], [5, 6, 7, 8, 9]
UPLOADS = SINGLE[:4] + [RELAYS]
KEPT = [(6, UPLOADS), (9, UPLOADS), (10, [[1], RELAYS]), (12, SINGLE[4:]), (14, [[1], [8], [9]])]
KEPT += [(entry, SINGLE) for entry in (16, 18, 19, 20)]

REPLAY = {
    "graph": numbers(101, SLOTS, M, FEATURES),
    "ownGraph": numbers(102, SLOTS, M, FEATURES),
    "links": integers(103, SLOTS * V, 2**S),
    "server": numbers(104, SLOTS, J * EDGE + I * CLOUD),
    "serverOptions": numbers(120, SLOTS, S, 5),
    "joint": numbers(105, SLOTS, OPTIONS).abs(),
    "demand": numbers(106, SLOTS, S, 4).abs() * 4,
    "control": numbers(107, SLOTS, S, 3),
    "nodeReward": numbers(108, SLOTS, S, OBJECTIVES),
    "rowState": numbers(109, ROWS, VEHICLE),
    "rowOptions": numbers(132, ROWS, sum(len(sets) for _, sets in KEPT)),
    "rowFlags": integers(118, ROWS * 2, 1024),
    "rowReward": numbers(111, ROWS, OBJECTIVES),
    "rowChoice": integers(112, ROWS, OPTIONS),
    "rowMask": integers(113, ROWS, 2**OPTIONS),
    "rowSource": integers(114, ROWS, J),
    "rowDst": integers(115, ROWS * OPTIONS, S),
    "rowResident": integers(116, ROWS, 2),
    "rowSlot": [0, 0, 1, 1, 2, 2, 3, 3],
    "rowVehicle": [0, 1, 0, 2, 1, 0, 2, 1],
    "rowNext": [2, 4, 5, 6, 7, -1, -1, -1],
    "rowAge": [1, 2, 1, 2, 1, 1, 1, 1],
}


def feasible(row):
    """Deferring and the choice are always possible."""
    mask = REPLAY["rowMask"][row] | 1 | 1 << REPLAY["rowChoice"][row]
    return torch.tensor([bool(mask >> o & 1) for o in range(OPTIONS)])


def access(row, option):
    """Access node of an option, None for deferring, an option that is not possible, and a relay without a first hop."""
    if option < 5:
        return destination(row, option)
    return REPLAY["rowSource"][row] if feasible(row)[option] and not REPLAY["rowResident"][row] else None


def destination(row, option):
    return REPLAY["rowDst"][row * OPTIONS + option] if option > 0 and feasible(row)[option] else None


def option_features(row):
    out = torch.zeros(OPTIONS, OPTION_FEATURES)
    out[0, 0] = 1
    kept = iter(REPLAY["rowOptions"][row])
    for entry, sets in KEPT:
        for options in sets:
            number = next(kept)
            for o in options:
                if feasible(row)[o]:
                    out[o, entry] = number
    for o in range(1, OPTIONS):
        if not feasible(row)[o]:
            continue
        relay = o >= 5
        out[o, (3 if destination(row, o) < J else 4) if relay else min(o, 2)] = 1
        out[o, 5] = relay and REPLAY["rowResident"][row]
        shared = REPLAY["serverOptions"][REPLAY["rowSlot"][row]]
        if access(row, o) is not None:
            out[o, [7, 8, 11]] = shared[access(row, o), :3]
        out[o, [13, 17]] = shared[destination(row, o), 3:]
        if destination(row, o) >= J:
            out[o, 14] = 1
        out[o, 15], out[o, 21] = (REPLAY["rowFlags"][2 * row + k] >> o & 1 for k in (0, 1))
    return out


def others_demand(row):
    """Demand of the others at access node (flows, Σα) and destination (flows, ΣΩ) of each option, a fifth of it."""
    demand, state, choice = REPLAY["demand"][REPLAY["rowSlot"][row]], REPLAY["rowState"][row], REPLAY["rowChoice"][row]
    own_up = [1, state[3] * 3.5] if access(row, choice) is not None else [0, 0]
    own_dst = [1, state[5] * 1.6] if destination(row, choice) is not None else [0, 0]
    out = torch.zeros(OPTIONS, 4)
    for o in range(OPTIONS):
        up, dst = access(row, o), destination(row, o)
        for k in (0, 1):
            out[o, k] = (0 if up is None else demand[up, k]) - (own_up[k] if up is not None and up == access(row, choice) else 0)
            mine = own_dst[k] if dst is not None and dst == destination(row, choice) else 0
            out[o, 2 + k] = (0 if dst is None else demand[dst, 2 + k]) - mine
    return out / 5


class Embedded:
    """Embedding of a slot: z of all nodes, and of the mean vehicle, edge and cloud."""

    def __init__(self, w, slot):
        adjacency = torch.zeros(M, M)
        for v in range(V):
            for n in range(S):
                adjacency[v, V + n] = adjacency[V + n, v] = REPLAY["links"][slot * V + v] >> n & 1
        for a, b in SERVER_LINKS:
            adjacency[V + a, V + b] = adjacency[V + b, V + a] = 1
        hidden = torch.relu(REPLAY["graph"][slot] @ w["first"] + REPLAY["ownGraph"][slot] @ w["firstOwn"])
        before = normalised(adjacency) @ hidden @ w["second"] + hidden @ w["secondOwn"]
        self.z = torch.relu(before)
        self.pools = torch.cat([torch.relu(part.mean(0)) for part in before.split([V, J, I])])

    def server(self, node):
        return torch.zeros(Z) if node is None else self.z[V + node]


def decision(row, embedded, chosen=None):
    """Inputs of actor and critic for a decision: rows and options; only the chosen option if told so."""
    slot = REPLAY["rowSlot"][row]
    own = torch.cat([REPLAY["rowState"][row], embedded.z[REPLAY["rowVehicle"][row]]])
    shared = torch.cat([embedded.pools, REPLAY["joint"][slot]])
    servers = torch.stack([torch.cat([embedded.server(access(row, o)), embedded.server(destination(row, o))]) for o in range(OPTIONS)])
    features = option_features(row)
    critic = torch.cat([features, others_demand(row), servers], 1)
    return own, torch.cat([features, servers], 1), torch.cat([own, shared]), critic if chosen is None else critic[chosen : chosen + 1]


def batch(rows, w, only_chosen=False):
    """The decisions of a batch over the embedding by w, stacked; the embeddings too."""
    embedded = [Embedded(w, REPLAY["rowSlot"][row]) for row in rows]
    parts = [decision(row, e, REPLAY["rowChoice"][row] if only_chosen else None) for row, e in zip(rows, embedded)]
    return [torch.stack(part) for part in zip(*parts)], embedded


def masked(scores, rows):
    """Scores [B, 10, 1] with −∞ where an option is not possible."""
    return scores[:, :, 0].masked_fill(~torch.stack([feasible(row) for row in rows]), -torch.inf)


def node_inputs(tier, embedded):
    """Own part, control and the rest of what the critic of a node of each drawn slot reads."""
    own, control, rest, reward = [], [], [], []
    for row, node, e in zip(DRAWN, EDGES if tier == "edge" else CLOUDS, embedded):
        slot = REPLAY["rowSlot"][row]
        start, width = (node * EDGE, EDGE) if tier == "edge" else (J * EDGE + (node - J) * CLOUD, CLOUD)
        own.append(torch.cat([REPLAY["server"][slot, start : start + width], e.server(node)]))
        control.append(REPLAY["control"][slot, node])
        rest.append(torch.cat([REPLAY["demand"][slot, node] / 5, e.pools, REPLAY["joint"][slot]]))
        reward.append(REPLAY["nodeReward"][slot, node])
    return [torch.stack(part) for part in (own, control, rest, reward)]


class Network:
    """A flat vector of weights with its target and PyTorch's Adam, begun at step 7 with moments."""

    def __init__(self, name, rate):
        self.shapes, at = SHAPES[name], 200 + 10 * list(SHAPES).index(name)
        count = size(self.shapes)
        self.flat = numbers(at, count, scale=0.5).requires_grad_()
        self.target = numbers(at + 1, count, scale=0.5)
        self.adam = torch.optim.Adam([self.flat], lr=rate)
        self.adam.state[self.flat] = {
            "step": torch.tensor(float(STEPS)),
            "exp_avg": numbers(at + 2, count, scale=1 / 1024),
            "exp_avg_sq": (numbers(at + 3, count) / 64) ** 2 + 1e-6,
        }

    def weights(self):
        return split(self.flat, self.shapes)

    def targets(self):
        return split(self.target, self.shapes)

    def step(self):
        self.norm = float(torch.nn.utils.clip_grad_norm_([self.flat], 1))
        self.gradient = self.flat.grad.clone()
        self.adam.step()
        self.target += TAU * (self.flat.detach() - self.target)

    def result(self):
        after, target = rounded(self.flat), rounded(self.target[::16])
        return {"norm": self.norm, "gradient": rounded(self.gradient), "after": after, "targetEvery16th": target}


def descend(loss, networks):
    """A step in the named networks alone."""
    gradients = torch.autograd.grad(loss, [network.flat for network in networks])
    for network, gradient in zip(networks, gradients):
        network.flat.grad = gradient
        network.step()


def update_case():
    net = {name: Network(name, ACTOR_RATE if name.endswith("Actor") else CRITIC_RATE) for name in SHAPES}
    actor, critic, gcn = net["vehicleActor"], net["vehicleCritic"], net["gcn"]

    following = [REPLAY["rowNext"][row] for row in DRAWN]
    (own, options, wide, critic_options), _ = batch(following, gcn.targets())
    policy = masked(scorer(actor.targets(), own, options), following).softmax(1)
    values = scorer(critic.targets(), wide, critic_options)
    ages = torch.tensor([float(REPLAY["rowAge"][row]) for row in DRAWN])
    reward = torch.stack([REPLAY["rowReward"][row] for row in DRAWN])
    y = reward + (DISCOUNT**ages)[:, None] * (policy[:, :, None] * values).sum(1)  # (26)

    (_, _, wide, chosen), embedded = batch(DRAWN, gcn.weights(), only_chosen=True)
    errors = (scorer(critic.weights(), wide, chosen)[:, 0] - y) ** 2
    losses = errors.mean(0)  # (25)
    total = losses.mean()  # (27)
    for tier in ("edge", "cloud"):
        own, control, rest, credit = node_inputs(tier, embedded)
        values = plain(net[f"{tier}Critic"].weights(), torch.cat([own, control, rest], 1))
        total = total + ((values - credit) ** 2).mean()
    (own, options, wide, critic_options), embedded = [
        [part.detach() for part in parts] if k == 0 else parts for k, parts in enumerate(batch(DRAWN, gcn.weights()))
    ]
    nodes = {tier: [part.detach() for part in node_inputs(tier, embedded)] for tier in ("edge", "cloud")}
    descend(total, [critic, gcn, net["edgeCritic"], net["cloudCritic"]])

    scores = masked(scorer(actor.weights(), own, options), DRAWN)
    policy, worth = scores.softmax(1), scorer(critic.weights(), wide, critic_options).detach() @ OMEGA
    entropy = -(policy * torch.where(policy > 0, policy, 1).log()).sum(1).mean()
    descend(-((policy * worth).sum(1).mean() + ENTROPY_WEIGHT * entropy), [actor])  # (24)
    for tier, (own, _, rest, _) in nodes.items():
        control = torch.tanh(plain(net[f"{tier}Actor"].weights(), own))
        values = plain(net[f"{tier}Critic"].weights(), torch.cat([own, control, rest], 1))
        descend(-(values @ OMEGA).mean(), [net[f"{tier}Actor"]])  # (24), ∇_a Q at a = μ(s)

    report = {"targets": rounded(y), "losses": rounded(losses), "entropy": float(entropy.detach())}
    return {**report, "networks": {name: network.result() for name, network in net.items()}}


write("update", update_case())
