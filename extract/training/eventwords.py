"""Make ``extract/eventwords.txt`` of WordNet 3.0: ``python -m claimgraph.extract.training.eventwords FOLDER``.

FOLDER holds WordNet's ``data.verb``, ``index.noun`` and so on (Debian's package wordnet-base has them).
Of each verb, and of each noun that tells of an act or an event, its usual senses are kept; a noun made of a verb has
the verb's senses. So "blast", "explosion" and "explode" meet.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SENSES = 4
"""The usual senses of a word, in WordNet's order; of those that its texts never show, the first."""
NOUNS = frozenset({"04", "10", "11", "19", "22", "26"})
"""Files of nouns that tell of acts, communication, events, phenomena, processes and states."""
DERIVED, BROADER = "+", "@"
HEAD = """# Words that tell of events, made of WordNet 3.0 by extract/training/eventwords.py: word|its verbs|senses
# A line with > says which sense is broader than another; one with ~ which word an irregular form is of.
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved.
# THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES,
# EXPRESS OR IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE LICENSED SOFTWARE,
# DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS, COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS.
# Permission to use, copy, modify and distribute this software and database and its documentation for any purpose and
# without fee or royalty is hereby granted, provided that you agree to comply with the following copyright notice and
# statements, including the disclaimer, and that the same appear on ALL copies of the software, database and
# documentation, including modifications that you make for internal use or for distribution. The name of Princeton
# University or Princeton may not be used in advertising or publicity pertaining to distribution of the software
# and/or database. Title to copyright in this software, database and any associated documentation shall at all times
# remain with Princeton University and LICENSEE agrees to preserve same.
"""

Senses = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Synset:
    """Words of one meaning; ``pointers`` are (symbol, offset, part of speech, word here, word there)."""

    file: str
    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, str, int, int], ...]


def synsets(path: Path) -> dict[str, Synset]:
    """The synsets of a ``data`` file by their offsets."""
    found = {}
    for line in path.read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split(" | ")[0].split()
        count = int(parts[3], 16)
        words = tuple(parts[4 + 2 * i].lower() for i in range(count))
        at = 4 + 2 * count
        pointers = []
        for i in range(int(parts[at])):
            symbol, offset, kind, link = parts[at + 1 + 4 * i : at + 5 + 4 * i]
            pointers.append((symbol, offset, kind, int(link[:2], 16), int(link[2:], 16)))
        found[parts[0]] = Synset(parts[1], words, tuple(pointers))
    return found


def usual(path: Path) -> dict[str, list[str]]:
    """The offsets of the usual senses of each single word of an ``index`` file."""
    found = {}
    for line in path.read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split()
        word, count, pointers = parts[0], int(parts[2]), int(parts[3])
        tagged, offsets = int(parts[5 + pointers]), parts[6 + pointers :]
        if word.isalpha() and len(word) > 2 and count == len(offsets):
            found[word] = offsets[: min(SENSES, max(tagged, 1))]
    return found


def exceptions(path: Path) -> Iterator[tuple[str, str]]:
    """The irregular forms of a file with the words they are of."""
    for line in path.read_text("latin-1").splitlines():
        form, *words = line.split()
        if form.isalpha() and words and words[0].isalpha():
            yield form, words[0]


def lines(folder: Path) -> Iterator[str]:
    """The lines of the table."""
    verbs, nouns = synsets(folder / "data.verb"), synsets(folder / "data.noun")
    senses: Senses = {}
    roots: Senses = {}
    for verb, offsets in usual(folder / "index.verb").items():
        senses.setdefault(verb, set()).update("v" + offset for offset in offsets)
    for noun, offsets in usual(folder / "index.noun").items():
        for offset in offsets:
            if nouns[offset].file in NOUNS:
                _add(noun, offset, nouns[offset], verbs, senses, roots)
    kept = {sense for each in senses.values() for sense in each}
    short = {sense: _short(i) for i, sense in enumerate(sorted(kept))}
    for word in sorted(senses):
        yield f"{word}|{' '.join(sorted(roots.get(word, ())))}|{' '.join(sorted(short[s] for s in senses[word]))}"
    for sense in sorted(kept):
        synset = (verbs if sense[0] == "v" else nouns)[sense[1:]]
        above = sorted(sense[0] + p[1] for p in synset.pointers if p[0] == BROADER)
        yield from (f"{short[sense]}>{short[a]}" for a in above if a in short)
    irregular = {**dict(exceptions(folder / "noun.exc")), **dict(exceptions(folder / "verb.exc"))}
    yield from (f"{form}~{word}" for form, word in sorted(irregular.items()) if word in senses and form != word)


def _add(
    noun: str,
    offset: str,
    synset: Synset,
    verbs: dict[str, Synset],
    senses: dict[str, set[str]],
    roots: dict[str, set[str]],
) -> None:
    senses.setdefault(noun, set()).add("n" + offset)
    mine = synset.words.index(noun) + 1
    for symbol, target, kind, here, there in synset.pointers:
        if symbol == DERIVED and kind == "v" and here == mine:
            senses[noun].add("v" + target)
            root = verbs[target].words[there - 1]
            if root.isalpha():
                roots.setdefault(noun, set()).add(root)


def _short(number: int) -> str:
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits


def main(folder: Path) -> None:
    """Write the table beside the extractor."""
    text = HEAD + "\n".join(lines(folder)) + "\n"
    (Path(__file__).parent.parent / "eventwords.txt").write_text(text, "utf8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
