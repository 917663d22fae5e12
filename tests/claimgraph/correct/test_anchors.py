"""What was corrected is found again by the words that tell of it."""

from __future__ import annotations

import dataclasses

import pytest

from claimgraph.correct.anchors import Anchors
from claimgraph.correct.correction import Correction
from claimgraph.correct.replay import settled
from claimgraph.model import Claim, Entity, Evidence, Extraction, Interval, Mention, Reference, Source, Term


def report(source: str, days: tuple[str, ...]) -> Extraction:
    """Somebody is arrested on each of these days."""
    entities, mentions, claims = [], [], []
    for i, day in enumerate(days):
        found = Evidence(source, 10 * i, 10 * i + 8, "phrase", 0.9)
        entities.append(Entity(f"e{i}", "Event", f"Arrest, {day}", (), "Arrest", named=False))
        mentions.append(Mention(source, 10 * i, 10 * i + 8, "arrested", "Event", f"e{i}"))
        claims += [Claim(f"e{i}", "type", Term("Arrest"), found), Claim(f"e{i}", "time", Interval(day, day), found)]
    return Extraction(source, tuple(entities), tuple(mentions), tuple(claims))


def test_equal_words_in_one_report_are_told_apart() -> None:
    sources = [Source(name * 64, f"{name}.txt", "") for name in ("a", "b")]
    extractions = [report("a" * 64, ("2001-05-01", "2001-06-01")), report("b" * 64, ("2001-07-01",))]
    anchors = Anchors.of(sources, extractions)
    pair = ("a" * 64, "e1"), ("b" * 64, "e0")
    lines = tuple(anchors.line([key]) for key in pair)
    assert lines == ("a.txt#aaaaaaaa: arrested (2)", "b.txt#bbbbbbbb: arrested")
    assert settled([Correction("apart", ("x", "y"), seen=lines)], anchors) == [pair]


TEXT = "The mayor, Ann Lee, leads the Harbor Union. Bo Lee does not."
SOURCE = Source("4" * 64, "odd: #1#22222222: name.txt", TEXT)
READ = Extraction(
    SOURCE.id,
    (Entity("n1", "Person", "Ann Lee"), Entity("n2", "Organization", "Harbor Union"), Entity("n3", "Person", "Bo Lee")),
    (
        Mention(SOURCE.id, 11, 18, "Ann Lee", "Person", "n1"),
        Mention(SOURCE.id, 0, 9, "The mayor", "Person", "n1", level="nominal"),
        Mention(SOURCE.id, 26, 42, "the Harbor Union", "Organization", "n2"),
        Mention(SOURCE.id, 44, 50, "Bo Lee", "Person", "n3"),
    ),
    (Claim("n1", "leaderOf", Reference("n2"), Evidence(SOURCE.id, 11, 42, "rule", 0.5)),),
)
ANCHORS = Anchors.of([SOURCE], [READ])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ann Lee", "n1"),
        ("Harbor Union", "n2"),
        ("the Harbor Union of Bergen", "n2"),
        ("Lee", None),  # may be either
        ("Cy Ray", None),
    ],
)
def test_words_that_are_nearly_those_are_found_if_nothing_else_is_as_near(words: str, found: str | None) -> None:
    key = ANCHORS.entity(f"{SOURCE.name}#44444444: {words}")
    assert (key and key[1]) == found


def test_a_renamed_and_a_changed_file_are_found_and_another_one_is_not() -> None:
    line = ANCHORS.line([(SOURCE.id, "n1")])
    assert line == f"{SOURCE.name}#44444444: Ann Lee"
    renamed = dataclasses.replace(SOURCE, name="new.txt")
    assert Anchors.of([renamed], [READ]).entity(line) == (SOURCE.id, "n1")
    changed = dataclasses.replace(SOURCE, id="5" * 64)
    reread = dataclasses.replace(READ, source="5" * 64)
    assert Anchors.of([changed], [reread]).entity(line) == ("5" * 64, "n1")
    other = dataclasses.replace(changed, name="other.txt")
    assert Anchors.of([other], [reread]).entity(line) is None


def test_a_claim_is_found_by_what_it_says() -> None:
    line = ANCHORS.claim_line((SOURCE.id, 0))
    assert line.endswith(": Ann Lee | leaderOf | Harbor Union | Ann Lee, leads the Harbor Union")
    assert ANCHORS.claim(line) == (SOURCE.id, 0)
    assert ANCHORS.claim(line.replace("Ann Lee, leads the", "leads the")) == (SOURCE.id, 0)
    assert ANCHORS.claim(line.replace("leaderOf", "memberOf")) is None
