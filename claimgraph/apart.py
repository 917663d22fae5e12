"""What people keep apart: found again in the sources by the words that name it, whatever ids a later build gives."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .corrections import Correction
from .extract.resolve import Key
from .model import Extraction, Mention, Source


def seen(identifiers: Sequence[str], extractions: Iterable[Extraction], names: Mapping[str, str]) -> str:
    """For each entity a line: the name of a source and the longest name that it has there.

    ``extractions`` are resolved; ``names`` maps the ids of sources to their names.
    """
    found: dict[str, tuple[str, int, str]] = {}
    for extraction in extractions:
        for mention, words in _numbered(extraction.mentions):
            if mention.entity in identifiers and mention.level == "name":
                here = (names[extraction.source], -len(words), words)
                found[mention.entity] = min(found.get(mention.entity, here), here)
    return "\n".join(f"{found[i][0]}: {found[i][2]}" for i in identifiers if i in found)


def _numbered(mentions: Iterable[Mention]) -> Iterator[tuple[Mention, str]]:
    """Each mention with its words; of an event told in equal words before, with which one it is: "arrested (2)"."""
    often: Counter[str] = Counter()
    for mention in sorted(mentions, key=lambda m: (m.start, m.end, m.entity)):
        words = " ".join(mention.text.split())
        if mention.kind == "Event":
            often[words] += 1
        yield mention, f"{words} ({often[words]})" if often[words] > 1 and mention.kind == "Event" else words


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
        for mention, words in _numbered(extraction.mentions):
            line = f"{name}: {words}"
            if line in lines:
                keys.setdefault(line, (extraction.source, mention.entity))
    return [(keys[pair[0]], keys[pair[1]]) for pair in wanted if len(pair) == 2 and set(pair) <= keys.keys()]
