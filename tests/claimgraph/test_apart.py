"""Happenings that people keep apart are found again by the words that tell of them."""

from __future__ import annotations

from claimgraph.apart import kept_apart, witnessed
from claimgraph.corrections import Correction
from claimgraph.extract.resolve import resolve
from claimgraph.model import Claim, Entity, Evidence, Extraction, Interval, Mention, Source, Term


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
    sources = [Source(name, f"{name}.txt", "") for name in ("a", "b")]
    extractions = [report("a", ("2001-05-01", "2001-06-01")), report("b", ("2001-07-01",))]
    resolution = resolve(extractions)
    targets = (resolution.ids["a", "e1"], resolution.ids["b", "e0"])
    correction = witnessed(Correction("apart", targets), sources, [resolution.apply(x) for x in extractions])
    assert correction.value == "a.txt: arrested (2)\nb.txt: arrested"
    names = {source.id: source.name for source in sources}
    assert kept_apart([correction], extractions, names) == [(("a", "e1"), ("b", "e0"))]
