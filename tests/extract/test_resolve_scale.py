"""What would blow up a comparison of all with all: counted in pairs, never in seconds."""

from __future__ import annotations

import random

import pytest

from claimgraph.extract.blocking import pairs
from claimgraph.extract.profiles import Profile
from claimgraph.extract.resolve import resolve
from claimgraph.model import Entity, Extraction


def letters(chance: random.Random) -> str:
    return "".join(chance.choice("bdfklmnprst") + chance.choice("aeiou") for _ in range(3)).title()


@pytest.mark.parametrize("given", ["Maria", "Мария", "😀"])
def test_a_thousand_identical_names_are_one(given: str) -> None:
    name = f"{given} Lindqvist"
    resolution = resolve(Extraction(f"s{i:04d}", (Entity("n1", "Person", name),)) for i in range(1000))
    assert len(resolution.entities) == 1
    assert len(resolution.judgements) == 999


def test_a_thousand_identical_names_that_one_source_tells_apart_stay_a_thousand() -> None:
    crowd = Extraction("s", tuple(Entity(f"n{i:04d}", "Person", "Maria Lindqvist") for i in range(1000)))
    resolution = resolve([crowd, Extraction("t", (Entity("n1", "Person", "Maria Lindqvist"),))])
    assert len(resolution.entities) == 1001
    assert len(resolution.judgements) < 100


def test_pairs_grow_as_names_do_even_when_all_share_a_word() -> None:
    chance = random.Random(1)
    names = [f"{letters(chance)} {letters(chance)} Lindqvist" for _ in range(4000)]
    found = [Profile(("s", str(i)), Entity(str(i), "Person", name), names=(name,)) for i, name in enumerate(names)]
    for size in (1000, 2000, 4000):
        assert sum(1 for _ in pairs(found[:size])) < 30 * size


@pytest.mark.parametrize("name", ["", " ", ".", "😀", "‮نص", "x" * 10_000, "O'", "-", "Jr", "Ltd", "the"])
@pytest.mark.parametrize("kind", ["Person", "Organization", "Place", "Event"])
def test_odd_names_do_no_harm(name: str, kind: str) -> None:
    resolution = resolve([Extraction(s, (Entity("n1", kind, name),)) for s in "ab"])  # type: ignore[arg-type]
    assert set(resolution.ids) == {("a", "n1"), ("b", "n1")}


def test_merging_does_not_cross_a_veto_that_no_single_pair_sees() -> None:
    names = ["George Herbert Walker", "George Walker", "George Norman Walker"]
    extractions = [Extraction(f"s{i}", (Entity("n1", "Person", name),)) for i, name in enumerate(names)]
    expected = None
    for seed in range(6):
        random.Random(seed).shuffle(extractions)
        resolution = resolve(extractions)
        assert len(resolution.entities) == 3
        assert {j.verdict for j in resolution.judgements} == {"unsure"}
        assert expected in (None, resolution.entities)
        expected = resolution.entities
