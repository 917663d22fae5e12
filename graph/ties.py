"""Who goes with whom: pairs that share events or are tied by name, pairs that may be, and who ties communities.

What is stated ("leads", "supports") and what is mere presence at one event are counted apart; a candidate is neither,
and is called so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array, csr_array, diags_array, triu

from .network import ACTORS
from .shape import Numbers, Shape, Values

_HUBS = 400  # candidates are looked for among so many of the best connected actors


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors: ``shared`` weighs the events both took part in, ``stated`` counts the claims that tie them."""

    one: int
    other: int
    shared: float
    stated: float


def closest(shape: Shape, top: int) -> list[Pair]:
    """The pairs of people and organizations that go together most.

    A shared event of k actors counts 1 / (k - 1) for each pair of them (Newman, 2001), a stated relation counts 1.
    """
    kinds = np.array(shape.kinds)
    shared = _shared(shape, kinds)
    isolated = np.isin(kinds, ACTORS)
    direct = isolated[shape.starts] & isolated[shape.ends]
    size = len(shape.nodes)
    stated = csr_array(
        coo_array((shape.weights[direct], (shape.starts[direct], shape.ends[direct])), shape=(size, size))
    )
    whole = coo_array(shared + stated)
    if not whole.nnz:
        return []
    least = np.partition(whole.data, -min(top, whole.nnz))[-min(top, whole.nnz)]
    near = np.flatnonzero(whole.data >= least - 1e-12)
    order = near[np.lexsort((whole.coords[1][near], whole.coords[0][near], -np.round(whole.data[near], 9)))][:top]
    pairs = [(int(whole.coords[0][i]), int(whole.coords[1][i])) for i in order]
    return [Pair(a, b, float(shared[a, b]), float(stated[a, b])) for a, b in pairs]


def _shared(shape: Shape, kinds: np.ndarray[tuple[int], np.dtype[np.str_]]) -> csr_array:
    """For each pair of actors, one below the other, what the events that they share weigh."""
    event, actor = kinds == "Event", np.isin(kinds, ACTORS)
    forward = event[shape.starts] & actor[shape.ends]
    backward = actor[shape.starts] & event[shape.ends]
    events = np.concatenate((shape.starts[forward], shape.ends[backward]))
    actors = np.concatenate((shape.ends[forward], shape.starts[backward]))
    size = len(shape.nodes)
    present = csr_array(coo_array((np.ones(len(events)), (events, actors)), shape=(size, size)))
    count = np.asarray(present.sum(axis=1)).ravel()
    weight = np.divide(1.0, count - 1, out=np.zeros(size), where=count > 1)
    return csr_array(triu(present.T @ diags_array(weight) @ present, k=1))


def candidates(shape: Shape, top: int) -> list[tuple[int, int, float]]:
    """Pairs of well connected actors that nothing ties, though much is near both (Adamic and Adar, 2003).

    These are guesses from the shape of the network: no report says that the two have to do with each other.
    """
    actors = np.flatnonzero(np.isin(np.array(shape.kinds), ACTORS) & (shape.degrees > 1))
    hubs = np.sort(actors[np.lexsort((actors, -shape.degrees[actors]))][:_HUBS])
    if len(hubs) < 2:
        return []
    joined = csr_array(shape.matrix())
    near = joined[hubs]
    weight = np.divide(1.0, np.log(np.maximum(shape.degrees, 2)))
    score = np.triu((near @ diags_array(weight) @ near.T).toarray(), k=1)
    score[near[:, hubs].toarray() > 0] = 0
    events = csr_array(joined[:, np.flatnonzero(np.array(shape.kinds) == "Event")])
    score[(events[hubs] @ events[hubs].T).toarray() > 0] = 0  # who met at an event is known to have met
    order = np.argsort(-np.round(score, 9), axis=None, kind="stable")[:top]
    rows, columns = np.unravel_index(order, score.shape)
    found = zip(rows.tolist(), columns.tolist(), strict=True)
    return [(int(hubs[a]), int(hubs[b]), float(score[a, b])) for a, b in found if score[a, b] > 0]


def participation(shape: Shape, home: Numbers) -> Values:
    """How evenly a node's links spread over communities, from 0 (all in one) to 1 (Guimerà and Amaral, 2005).

    ``home`` numbers each node's community; below zero stands for none.
    """
    size = len(shape.nodes)
    starts = np.concatenate((shape.starts, shape.ends))
    groups = home[np.concatenate((shape.ends, shape.starts))]
    inside = groups >= 0
    width = int(home.max(initial=0)) + 1
    keys, counts = np.unique(starts[inside] * width + groups[inside], return_counts=True)
    shares = np.bincount(keys // width, weights=(counts / shape.degrees[keys // width]) ** 2, minlength=size)
    return np.where(shape.degrees > 0, 1.0 - shares, 0.0)
