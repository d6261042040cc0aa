"""Brute-force oracle of the Stackelberg game: writes game.json beside itself.

Independent of the TypeScript solver: no first-order condition is used. Every player searches a grid of its own
strategies (101 to 401 points, zoomed in six times around the best point): a follower its order, an edge its price with
its followers ordering, a cloud its price with every edge of its tree answering. An edge or cloud sells what is ordered
up to its capacity; orders are cut in proportion.

    python3 data/golden/game-oracle.py
"""

import json
import math
import os

LEVELS = 6


def best(low, high, value, points, levels=LEVELS):
    """Maximiser and maximum of value on [low, high]: grid, then grids around the best point."""
    least, most = low, high
    where, top = low, -math.inf
    for _ in range(levels):
        step = (high - low) / points
        for index in range(points + 1):
            at = low + index * step
            got = value(at)
            if got > top + 1e-15:
                where, top = at, got
        low, high = max(least, where - step), min(most, where + step)
        points = 101
    return where, top


def benefit(follower, units):
    return follower["weight"] * follower["valuation"] * math.log(1 + units / follower["weight"])


def order(follower, price):
    """Follower's utility-maximal order: grid search of its own utility."""
    most = follower["weight"] * follower["valuation"] / price
    return best(0, most, lambda units: benefit(follower, units) - price * units, 101)[0]


def total_order(followers, price):
    """Sum of orders. The search above confirms w(α/θ − 1) for the prices found; this is its fast form."""
    return sum(f["weight"] * max(0.0, f["valuation"] / price - 1) for f in followers)


def edge_answer(edge, market, cloud_price):
    """Price an edge sets and units it sells."""
    if not edge["followers"]:
        return edge["lastPrice"], 0.0
    cost = edge["unitCost"] + market["hostingWeight"] * edge["relayShare"] * cloud_price

    def sold(price):
        return min(edge["capacityUnits"], total_order(edge["followers"], price))

    price, _ = best(market["priceMin"], market["priceMax"], lambda at: (at - cost) * sold(at), 101)
    return price, sold(price)


def hosting(edge, market, cloud_price):
    share = market["hostingWeight"] * edge["relayShare"]
    return share * edge_answer(edge, market, cloud_price)[1] if share > 0 else 0.0


def solve(instance):
    market, cloud, edges = instance["market"], instance["cloud"], instance["edges"]

    def orders(price):
        return total_order(cloud["followers"], price) + sum(hosting(edge, market, price) for edge in edges)

    def profit(price):
        return (price - cloud["unitCost"]) * min(cloud["capacityUnits"], orders(price))

    if orders(market["priceMin"]) == 0:
        price, earned = cloud["lastPrice"], 0.0
    else:
        price, earned = best(market["priceMin"], market["priceMax"], profit, 401, 4)
    ordered = orders(price)
    ration = min(1.0, cloud["capacityUnits"] / ordered) if ordered > 0 else 1.0
    return {
        "cloud": {
            "price": price,
            "profit": earned,
            "ration": ration,
            "demands": [ration * order(f, price) for f in cloud["followers"]],
        },
        "edges": [edge_result(edge, market, price, ration) for edge in edges],
    }


def edge_result(edge, market, cloud_price, cloud_ration):
    price, sold = edge_answer(edge, market, cloud_price)
    ordered = total_order(edge["followers"], price)
    ration = min(1.0, edge["capacityUnits"] / ordered) if ordered > 0 else 1.0
    share = market["hostingWeight"] * edge["relayShare"]
    return {
        "price": price,
        "soldUnits": sold,
        "hostingUnits": share * sold * cloud_ration,
        "demands": [ration * order(f, price) for f in edge["followers"]],
    }


def followers(*valuations, weight=1):
    return [{"valuation": valuation, "weight": weight} for valuation in valuations]


def cloud(capacity, buyers, cost=0.04):
    return {"followers": buyers, "capacityUnits": capacity, "unitCost": cost, "lastPrice": 0.4}


def edge(capacity, relay_share, *valuations):
    buyers = followers(*valuations)
    return {"followers": buyers, "capacityUnits": capacity, "unitCost": 0.02, "lastPrice": 0.4, "relayShare": relay_share}


def game(cloud_part, *edges, low=0.3, high=0.5, hosting_weight=0.1):
    market = {"priceMin": low, "priceMax": high, "hostingWeight": hosting_weight}
    return {"market": market, "cloud": cloud_part, "edges": list(edges)}


def cases():
    gold = followers(2, 3) + followers(2.5, weight=0.1)
    pair = (edge(15, 1 / 3, 2, 2.5, 3), edge(20, 0.5, 2.4, 2.8))
    six = [2.6] * 6
    yield "GOLD-SE", game(cloud(30, gold), *pair)
    yield "cloud clears at capacity 10.5", game(cloud(10.5, gold), *pair)
    yield "cloud rations at capacity 6", game(cloud(6, gold), *pair)
    yield "GOLD-14 floor edge", game(cloud(30, []), edge(10, 0, 2.9))
    for capacity in (42, 44, 45, 46):
        yield f"GOLD-15 edge capacity {capacity}", game(cloud(1000, followers(1.6, 2)), edge(capacity, 1 / 3, *six))
    yield "cloud at the floor", game(cloud(200, followers(1.6, 1.8, 2)))
    yield "only direct followers, interior", game(cloud(200, followers(3, 3.2, 3.4)))
    yield "only direct followers, cloud clears", game(cloud(20, followers(3, 3.2, 3.4)))
    yield "only relays, highest price", game(cloud(30, []), edge(40, 1, 2.5, 2.5))
    wide = {"low": 0.3, "high": 2.0, "hosting_weight": 0.5}
    yield "only relays, interior (cubic)", game(cloud(30, []), edge(40, 1, 2.5, 2.5, 2.5), **wide)
    yield "only relays, at the edge's capacity", game(cloud(30, []), edge(2, 1, 2.5, 2.5, 2.5), **wide)
    yield "edge rations", game(cloud(30, followers(2)), edge(9, 0.5, 2.5, 2.5, 2.5))
    open_weight = {"hosting_weight": 1}
    yield "two peaks, highest price wins", game(cloud(200, followers(1.7, 1.7)), edge(32, 0.2, 2.2, 2.2, 2.2), **open_weight)
    yield "two peaks, interior wins", game(cloud(200, followers(2.5, 2.5)), edge(31, 0.2, 2.1, 2.1, 2.1), **open_weight)
    full = cloud(10.03, followers(2.5, 2.5))
    yield "two peaks, interior one beyond the capacity", game(full, edge(31, 0.2, 2.1, 2.1, 2.1), **open_weight)
    yield "two interior peaks", game(cloud(200, followers(1.8, 1.8)), edge(32, 0.2, 2.5), edge(12, 0.1, 2.9), **open_weight)


def main():
    solved = [{"name": name, "instance": instance, "expected": solve(instance)} for name, instance in cases()]
    source = "data/golden/game-oracle.py: nested grid search; prices to 2e-4, profits to 1e-7"
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "game.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"source": source, "cases": solved}, file, indent=1, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
