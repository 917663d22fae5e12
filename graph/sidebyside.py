"""Conflicts for people to read: each value with who says so, how many of them independently, when, and the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Claim, Entity, Source
from .conflicts import Conflict, Position
from .corroboration import Support
from .explain import name_of, voice_of
from .passages import sentence_around
from .texts import printable

WIDTH = 220


def as_text(found: Sequence[Conflict], sources: Sequence[Source], entities: Mapping[str, Entity]) -> str:
    """A page of plain text: what is disputed under whom, and the rival positions one below the other."""
    by_id = {source.id: source for source in sources}
    lines = []
    above = None
    for conflict in found:
        if conflict.entity != above:
            lines += [f"{printable(name_of(conflict.entity, entities))}  ({conflict.entity})"]
            above = conflict.entity
        lines.append(f"  {printable(conflict.about)}")
        for position in conflict.values:
            lines += _position(position, by_id, entities)
        lines.append("")
    return "\n".join(lines) if lines else "no conflicts\n"


def _position(position: Position, sources: Mapping[str, Source], entities: Mapping[str, Entity]) -> list[str]:
    lines = [f"    {printable(position.value)}  —  {describe(position.support)}"]
    told: dict[str, None] = {}
    for claim in position.claims:
        source = sources[claim.evidence.source]
        day = f", {source.published}" if source.published else ""
        told[f"{voice_of(claim, source, entities)} ({source.name}{day}): {quoted(claim, source)}"] = None
    return [*lines, *(f"        {printable(line)}" for line in told)]


def describe(support: Support) -> str:
    """What stands behind a position, in words.

    >>> describe(Support(3, 2, 1, 0.81, "2021-03-04", "2021-03-06"))
    '3 sources, 2 independent, all citing one speaker; 2021-03-04 to 2021-03-06; confidence 0.81'
    """
    words = f"{support.sources} {'source' if support.sources == 1 else 'sources'}"
    if support.sources > 1:
        words += f", {support.independent} independent"
    if support.voices == 1 < support.independent:
        words += ", all citing one speaker"
    days = list(dict.fromkeys(day for day in (support.earliest, support.latest) if day))
    return "; ".join(filter(None, (words, " to ".join(days), f"confidence {support.confidence:.2f}")))


def quoted(claim: Claim, source: Source) -> str:
    """The sentence that a claim was read in, in quotation marks; of a long one the part around the claim."""
    start, end = claim.evidence.start, claim.evidence.end
    first, last = sentence_around(source.text, start, end)
    text = source.text[first:last]
    if last - first > WIDTH:
        spare = max(0, WIDTH - (end - start)) // 2
        before, after = max(first, start - spare), min(last, end + spare)
        text = source.text[before:after].strip()
        text = f"{'…' if before > first else ''}{text}{'…' if after < last else ''}"
    return text if text.startswith("“") and text.endswith("”") else f"“{text}”"
