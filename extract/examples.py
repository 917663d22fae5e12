"""Examples that a person writes: texts, and what they say, as lines ``subject | property | object``.

In a text file each example is a block; blank lines part the blocks::

    # what stands behind a number sign is not read
    The tanker Aurora ran aground off Skagen on 3 March 2019.
    Aurora | ran aground at | Skagen
    Aurora | date | 3 March 2019

In JSON Lines: ``{"text": "...", "facts": [["Aurora", "ran aground at", "Skagen"]]}``. A block without facts says
that its text holds none. Lines that begin with a question mark are suggestions of ``claimgraph annotate``: not read.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ..errors import UsageError
from ..ontology.vocabulary import Vocabulary

BAR = re.compile(r"\s+\|\s+")
SUGGESTED = "?"


@dataclass(frozen=True, slots=True)
class Line:
    """A fact as it was written: subject, property and object, and the number of its line."""

    subject: str
    predicate: str
    object: str
    number: int


@dataclass(frozen=True, slots=True)
class Written:
    """A text and what it says; ``facts`` have the property's name in the ontology."""

    text: str
    facts: tuple[Line, ...]


def read(path: Path, vocabulary: Vocabulary) -> list[Written]:
    """The examples in a file (``.jsonl``, or text). Raises UsageError that names file, line and remedy."""
    try:
        content = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    names = Names(vocabulary)
    # JSON may hold separators of lines other than "\n" within its strings.
    json_lines = path.suffix == ".jsonl"
    blocks = _json_blocks(path, content.split("\n")) if json_lines else _blocks(path, content.splitlines())
    found = [Written(text, tuple(_checked(path, text, each, names) for each in facts)) for text, facts in blocks]
    if not found:
        raise UsageError(f"{path}: holds no example; a sentence, and under it: subject | property | object")
    return found


class Names:
    """The properties of an ontology by name and by label, whatever the capitals."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.names: dict[str, str] = {}
        for name, term in sorted(vocabulary.properties.items(), key=lambda item: item[0] in vocabulary.own):
            for written in (term.label, name):
                self.names[written.lower()] = name

    def find(self, written: str) -> str | None:
        """The name of the property that somebody wrote."""
        return self.names.get(" ".join(written.lower().replace("_", " ").split())) or self.names.get(written.lower())

    def near(self, written: str) -> list[str]:
        """What there is that looks like it."""
        return difflib.get_close_matches(written.lower(), self.names, 3, 0.5)


def places_of(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where words stand in a text, whole and whatever the capitals and the white space.

    >>> places_of("An oil spill; the Oil  spill", "oil spill")
    ((3, 12), (18, 28))
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    return tuple((m.start(), m.end()) for m in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE))


def written(text: str, facts: Iterable[tuple[str, str, str]], suggested: bool = False) -> str:
    """An example as a block of a text file."""
    mark = f"{SUGGESTED} " if suggested else ""
    return "\n".join([" ".join(text.split()), *(f"{mark}{' | '.join(fact)}" for fact in facts), ""])


def _fail(path: Path, number: int, message: str) -> NoReturn:
    raise UsageError(f"{path}:{number}: {message}")


def _blocks(path: Path, lines: list[str]) -> Iterator[tuple[str, list[Line]]]:
    words: list[str] = []
    facts: list[Line] = []
    for number, line in enumerate([*lines, ""], 1):
        stripped = line.strip()
        if stripped.startswith(("#", SUGGESTED)):
            continue
        if not stripped:
            if words:
                yield " ".join(words), facts
            words, facts = [], []
        elif BAR.search(stripped):
            if not words:
                _fail(path, number, "a fact without a text; its sentence goes on the line above")
            facts.append(_fact(path, number, BAR.split(stripped)))
        elif facts:
            _fail(path, number, "text below a fact; two examples need a blank line between them, a fact needs bars")
        else:
            words.append(stripped)


def _fact(path: Path, number: int, parts: list[str]) -> Line:
    if len(parts) != 3 or not all(part.strip() for part in parts):
        _fail(path, number, f"{len(parts)} parts; a fact has three: subject | property | object")
    return Line(parts[0].strip(), parts[1].strip(), parts[2].strip(), number)


def _json_blocks(path: Path, lines: list[str]) -> Iterator[tuple[str, list[Line]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:  # not only of syntax: too many digits, or too deep
            _fail(path, number, f"not valid JSON: {error}")
        facts = data.get("facts", []) if isinstance(data, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get("text"), str) or not isinstance(facts, list):
            _fail(path, number, 'needs a text and facts: {"text": "...", "facts": [["subject", "property", "object"]]}')
        if not data["text"].strip():
            _fail(path, number, "the text is empty; an example is about a sentence")
        for fact in facts:
            if not isinstance(fact, list) or not all(isinstance(part, str) for part in fact):
                _fail(path, number, f'{fact!r} is no fact; three strings are: ["subject", "property", "object"]')
        yield data["text"], [_fact(path, number, fact) for fact in facts]


def _checked(path: Path, text: str, line: Line, names: Names) -> Line:
    name = names.find(line.predicate)
    if name is None:
        near = names.near(line.predicate)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        _fail(path, line.number, f"the ontology has no property {line.predicate!r}{hint}")
    for part in (line.subject, line.object):
        if not places_of(text, part):
            _fail(path, line.number, f"{part!r} does not stand in the text; write it as the text does")
    return Line(line.subject, name, line.object, line.number)
