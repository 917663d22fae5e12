"""What people keep apart: found again in the sources by the words that name it, whatever ids a later build gives."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from .corrections import Correction
from .extract.resolve import Key
from .model import Extraction, Source


def seen(identifiers: Sequence[str], extractions: Iterable[Extraction], names: Mapping[str, str]) -> str:
    """For each entity a line: the name of a source and the longest name that it has there.

    ``extractions`` are resolved; ``names`` maps the ids of sources to their names.
    """
    found: dict[str, tuple[str, int, str]] = {}
    for extraction in extractions:
        for mention in extraction.mentions:
            if mention.entity in identifiers and mention.level == "name":
                words = " ".join(mention.text.split())
                here = (names[extraction.source], -len(words), words)
                found[mention.entity] = min(found.get(mention.entity, here), here)
    return "\n".join(f"{found[i][0]}: {found[i][2]}" for i in identifiers if i in found)


def witnessed(correction: Correction, sources: Iterable[Source], extractions: Iterable[Extraction]) -> Correction:
    """The same correction; one that keeps two apart with the words by which later builds find them."""
    if correction.do != "apart":
        return correction
    words = seen(correction.targets, extractions, {source.id: source.name for source in sources})
    return dataclasses.replace(correction, value=words)


def kept_apart(
    corrections: Iterable[Correction], extractions: Sequence[Extraction], names: Mapping[str, str]
) -> list[tuple[Key, Key]]:
    """The pairs of entities that the corrections keep apart, as the sources have them before they are resolved."""
    wanted = [c.value.splitlines() for c in corrections if c.do == "apart"]
    lines = {line for pair in wanted for line in pair}
    keys: dict[str, Key] = {}
    for extraction in extractions if lines else ():
        name = names[extraction.source]
        for mention in extraction.mentions:
            line = f"{name}: {' '.join(mention.text.split())}"
            if line in lines:
                keys.setdefault(line, (extraction.source, mention.entity))
    return [(keys[pair[0]], keys[pair[1]]) for pair in wanted if len(pair) == 2 and set(pair) <= keys.keys()]
