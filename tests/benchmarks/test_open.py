"""The scorers of open claims: cases worked out by hand, and the scores published for other systems."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import benchie, carb, unnamed

SHARED = Path(__file__).parents[3] / "shared" / "data"
published = pytest.mark.skipif(not SHARED.is_dir(), reason="the published outputs are not beside this checkout")

GOLD = """sent_id:1\tThe tall man sold old maps of Rome .
1--> Cluster 1:
[The] [tall] man --> sold --> [old] maps [of Rome]
1--> Cluster 2:
[The] [tall] man --> sold [old] maps of --> Rome
[The] [tall] man --> sold [old] maps --> of Rome
"""


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([], (0.0, 0.0, 0.0)),
        ([("man", "sold", "maps")], (1.0, 0.5, 2 / 3)),
        ([("man", "sold", "maps"), ("The man", "sold", "old maps of Rome")], (1.0, 0.5, 2 / 3)),
        ([("man", "sold", "maps"), ("man", "sold", "Rome")], (0.5, 0.5, 0.5)),
        ([("man", "sold", "maps"), ("The tall man", "sold maps", "of Rome")], (1.0, 1.0, 1.0)),
    ],
)
def test_a_fact_is_hit_once(found: list[benchie.Triple], expected: tuple[float, float, float]) -> None:
    assert benchie.rates(benchie.facts_of(GOLD.splitlines()), {1: found}) == pytest.approx(expected)


def test_words_are_matched_part_by_part() -> None:
    gold = carb.Tuple("is a friend of", "Ann", "the mayor")
    assert carb.matched(gold, carb.Tuple("be friend of", "Ann", "a mayor")) == pytest.approx((5 / 6, 5 / 7))
    assert carb.matched(gold, carb.Tuple("likes", "Ann", "the mayor")) == (0, 0)
    said = carb.Tuple("said", "Ann", "it rained")
    assert carb.matched(said, carb.Tuple("said", "it rained", "Ann")) == (1, 1)


def test_gold_tuples_may_share_an_extraction_but_precision_counts_it_once() -> None:
    gold = {"k": [carb.Tuple("ate", "Bo", "bread"), carb.Tuple("ate", "Bo", "soup")]}
    precision, recall, _, _ = carb.rates(gold, {"k": [carb.Tuple("ate", "Bo", "bread", 0.9)]})
    assert (precision, recall) == pytest.approx((1, (1 + 2 / 3) / 2))
    both = [carb.Tuple("ate", "Bo", "bread", 0.9), carb.Tuple("ate", "Bo", "bread", 0.9)]
    assert carb.rates(gold, {"k": both})[0] == pytest.approx((1 + 2 / 3) / 2)


@published
@pytest.mark.parametrize(
    ("system", "expected"),
    [
        ("clausie", (0.557, 0.258, 0.353)),
        ("minie", (0.462, 0.280, 0.349)),
        ("openie6", (0.327, 0.225, 0.266)),
        ("m2oie_en", (0.398, 0.158, 0.227)),
        ("stanford", (0.093, 0.139, 0.111)),
    ],
)
def test_benchie_scores_as_published(system: str, expected: tuple[float, float, float]) -> None:
    gold = benchie.facts_of(benchie.read(SHARED / "benchie" / "gold_en_dev.txt.gz"))
    found = benchie.rows_of(benchie.read(SHARED / "benchie" / "system_extractions" / f"{system}_dev.tsv.gz"))
    assert benchie.rates(gold, found) == pytest.approx(expected, abs=0.0006)


@published
def test_carb_scores_as_published() -> None:
    """Three sentences stand there twice, which its authors count otherwise: that is half a point of precision."""
    gold = carb.gold_of(carb.read(SHARED / "carb" / "gold_dev.tsv.gz"))
    found = carb.openie5_of(carb.read(SHARED / "carb" / "openie5_output_dev.txt.gz"))
    assert carb.rates(gold, found) == pytest.approx((0.526, 0.406, 0.458, 0.240), abs=0.006)


@pytest.mark.parametrize(
    ("words", "does", "slot"),
    [
        ("two peasants", False, "Victim"),
        ("the embassy", False, "Target"),
        ("gunmen from the north", True, "PerpInd"),
        ("a storm", True, None),
    ],
)
def test_who_has_no_name_has_a_slot(words: str, does: bool, slot: str | None) -> None:
    assert unnamed.slot_of(words, does) == slot
