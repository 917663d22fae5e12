"""Copies, shared agencies and one outlet's reports count once; what only looks alike does not."""

from __future__ import annotations

import pytest

from claimgraph.graph.independence import Independence, credits_of
from claimgraph.model import Claim, Evidence, Figure, Source

STORY = (
    "A crane fell on the eastern quay of Port Lindon on Monday morning. Two dockers were taken to hospital, and the "
    "quay was shut until the evening. The owner of the crane would not speak to reporters, but the harbor master "
    "promised an inquiry before the end of the month. Ships were sent to the western quay."
)
OTHER = (
    "Nobody knows yet why the crane on the eastern quay gave way. Dockers say that its brakes had squealed for weeks "
    "and that the owner was told. Two of them lie in hospital. Until the cause is found no ship will berth there, and "
    "the western quay is full."
)


def desks(*sources: Source) -> int:
    return len(set(Independence.of(sources).desks.values()))


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ({"text": STORY}, {"text": STORY + " Trains ran late."}, 1),
        ({"text": STORY}, {"text": OTHER}, 2),
        ({"text": STORY, "publisher": "Courier"}, {"text": OTHER, "publisher": "The Courier"}, 1),
        ({"text": STORY, "publisher": "Courier"}, {"text": OTHER, "publisher": "Gazette"}, 2),
        ({"text": STORY, "author": "Ana Lund"}, {"text": OTHER, "author": "Ana Lund"}, 1),
        ({"text": STORY, "author": "Staff"}, {"text": OTHER, "author": "staff"}, 2),
        ({"text": "LINDON, March 5 (AP) - " + STORY}, {"text": OTHER + "\n\nSource: Associated Press"}, 1),
        ({"text": "LINDON, March 5 (AP) - " + STORY}, {"text": "LINDON, March 5 (AFP) - " + OTHER}, 2),
        ({"text": "LINDON (Wire One) - " + STORY}, {"text": OTHER, "publisher": "Wire One"}, 1),
        ({"text": "The crane fell."}, {"text": "The crane fell on the quay."}, 2),
    ],
)
def test_which_texts_come_from_one_desk(left: dict[str, str], right: dict[str, str], count: int) -> None:
    sources = [Source.of(name, **data) for name, data in (("a", left), ("b", right))]
    assert desks(*sources) == desks(*reversed(sources)) == count


def test_three_can_be_tied_through_one() -> None:
    first = Source.of("a", STORY, publisher="Courier")
    second = Source.of("b", STORY + " Trains ran late.", publisher="Gazette")
    third = Source.of("c", OTHER, publisher="Gazette")
    assert desks(first, third) == 2
    assert desks(first, second, third) == 1
    assert "the same" in next(iter(Independence.of([first, second]).reasons.values()))[0]


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("LINDON, March 5 (Reuters) - Cranes fell.", ("reuters",)),
        ("LINDON, 5 March /TASS/ - Cranes fell.", ("tass",)),
        ("(Wire One) Cranes fell.", ("wire one",)),
        ("Cranes fell.\n\nWith reporting from Agence France-Presse.", ("agence france-presse",)),
        ("Cranes fell.\n\nThe Associated Press contributed to this report.", ("associated press",)),
        ("Cranes fell.\n\n© 2021 Wire One. All rights reserved", ("wire one",)),
        ("The union of crane drivers of the eastern quay (UCD) - the largest one - met.", ()),
        ("Cranes fell, according to the Harbor Union.", ()),
    ],
)
def test_whom_a_text_credits(text: str, credits: tuple[str, ...]) -> None:
    assert credits_of(Source.of("a", text)) == credits


COPIED = "Two dockers were taken to hospital with broken legs on Monday night, and a third one is still missing"


def claim(source: Source, words: str) -> Claim:
    start = source.text.index(words)
    return Claim("event/1", "figure", Figure("injured", 2), Evidence(source.id, start, start + len(words), "rule", 0.9))


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        (f"Cranes are old in this port. {COPIED}.", f"{COPIED}. The owner keeps silent, and ships wait outside.", 1),
        (f"“{COPIED},” she said.", f"At the quay she told us: “{COPIED}.”", 2),
        ("Two dockers were hurt when a crane fell.", "Two dockers were hurt on the eastern quay.", 2),
    ],
)
def test_copied_words_count_once_and_quoted_ones_do_not_tell(left: str, right: str, count: int) -> None:
    sources = [Source.of(name, text, publisher=name) for name, text in (("one", left), ("two", right))]
    claims = [claim(source, "Two dockers") for source in sources]
    independence = Independence.of(sources)
    assert len(set(independence.desks.values())) == 2
    assert independence.count(claims) == independence.count(reversed(claims)) == count


def test_nothing_at_all() -> None:
    assert Independence.of([]).groups([]) == []
