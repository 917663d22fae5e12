"""How facts of Re-DocRED, and the relations of re3d, are counted."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from benchmarks import re3d
from benchmarks.redocred import calibrated, chosen, curve, threshold
from benchmarks.redocred_scoring import among, ignoring, score, train_facts
from claimgraph.extract.training.aligned import Span
from claimgraph.extract.training.relationcorpora import Label, Page, page_of

PAGE = page_of(json.loads((Path(__file__).parents[1] / "page.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("found", "figures"),
    [
        ([], (0.0, 0.0, 0.0)),
        ([(0, 1, "P19")], (1.0, 0.5, 2 / 3)),
        ([(0, 1, "P19"), (0, 1, "P19")], (1.0, 0.5, 2 / 3)),  # twice counts once
        ([(1, 0, "P19")], (0.0, 0.0, 0.0)),  # the other way round
        ([(0, 1, "P19"), (0, 2, "P551"), (0, -1, "P19"), (0, 2, "P20")], (0.5, 1.0, 2 / 3)),
    ],
)
def test_facts_are_counted_as_the_set_counts_them(found: list[Label], figures: tuple[float, float, float]) -> None:
    one = score([PAGE], [found])
    assert (one.precision, one.recall, one.f1) == pytest.approx(figures)


def test_facts_of_training_are_left_out_of_precision_alone() -> None:
    found: list[Label] = [(0, 1, "P19"), (0, 2, "P551"), (0, 2, "P20")]
    # One of two right ones is known by one of the names of both: precision is 1 of 2, recall 2 of 2.
    assert ignoring([PAGE], [found], {("Moen", "Bergen", "P19")}) == pytest.approx(2 / 3, abs=1e-4)
    assert ignoring([PAGE], [found], {("Bergen", "Moen", "P19")}) == pytest.approx(0.8, abs=1e-4)


@pytest.mark.parametrize(
    ("mentions", "exact", "entity"),
    [
        ([(0, 8)], True, 0),
        ([(4, 16)], True, None),
        ([(4, 8), (10, 16), (39, 45)], False, 0),  # one mention of each: the first
        ([(10, 16), (12, 14), (29, 33)], False, 1),
        ([(17, 20)], False, None),
    ],
)
def test_an_entity_is_that_with_most_of_its_mentions(mentions: list[Span], exact: bool, entity: int | None) -> None:
    assert among(PAGE, mentions, exact) == entity


def test_the_cut_is_chosen_on_other_documents() -> None:
    found: list[dict[Label, float]] = [
        {(0, 1, "P19"): 0.9, (0, 2, "P20"): 0.6},
        {(0, 1, "P19"): 0.8, (0, 2, "P551"): 0.4},
    ]
    pages: list[Page] = [PAGE, PAGE]
    assert [one.found for _, one in curve(pages, found)] == [1, 2, 3, 4]
    assert threshold(pages[:1], found[:1], None) == 0.9
    assert threshold(pages[1:], found[1:], None) == 0.4
    assert chosen(pages, found, 2, None) == [set(found[0]), set()]


def test_a_score_is_worth_what_it_was_worth_on_other_documents() -> None:
    # In a hundred documents the first property was always right, and the second never.
    found: list[dict[Label, float]] = [{(0, 1, "P19"): 0.5, (0, 1, "P20"): 0.5} for _ in range(100)]
    sure = calibrated([PAGE] * 100, found, 2)
    assert sure == [sure[0]] * 100
    assert sure[0][0, 1, "P19"] > 0.9 > 0.1 > sure[0][0, 1, "P20"]


GOLD: list[re3d.Relation] = [("BelongsTo", (0, 9), (20, 30)), ("Apart", (0, 9), (40, 50))]


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([("BelongsTo", (5, 12), (29, 33))], 1),  # sharing characters is enough
        ([("BelongsTo", (20, 30), (0, 9))], 0),  # it has a direction
        ([("Apart", (40, 50), (0, 9))], 1),  # this one has none
        ([("Apart", (40, 50), (0, 9)), ("Apart", (0, 9), (40, 50))], 1),  # the second is wrong
        ([("AlliesOf", (0, 9), (40, 50))], 0),
    ],
)
def test_relations_of_re3d_are_counted(found: list[re3d.Relation], right: int) -> None:
    one = re3d.score([GOLD], [found])
    assert (one.right, one.found, one.gold) == (right, len(found), 2)


def test_names_of_facts_may_have_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "facts.tsv.xz"
    path.write_bytes(lzma.compress(b"Ida Moen\tBergen\tP19\n2.\nMoen\tOslo\tP20\nOld Norse\t0.\nNorse\tP279\n"))
    assert train_facts(path) == {
        ("Ida Moen", "Bergen", "P19"),
        ("2.\nMoen", "Oslo", "P20"),
        ("Old Norse", "0.\nNorse", "P279"),
    }
