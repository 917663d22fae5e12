"""Finding names in any text, however they are spelled there: capitals, accents, scripts, hyphens and slugs aside.

A text is folded to small ASCII letters (Unicode's NFKD and anyascii's transliteration; what cannot be seen is left
out, percent-encoding is read) and compared word by word, so that ``Lech Wałęsa``, ``LECH WALESA's``, ``lech-walesa``,
``Lech%20Wa%C5%82%C4%99sa`` and ``lechwalesa`` are one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from urllib.parse import unquote

from anyascii import anyascii

from ..ontology.iris import slug

_WORD = re.compile("[a-z0-9]+")
_PERCENT = re.compile("(?:%[0-9A-Fa-f]{2})+")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])")  # a word that a line's end breaks
_GLUED = 7  # letters of a name that is looked for within longer words
_GAP = 4  # characters between the words of a name: fewer than what stands for a dropped one takes


@cache
def common() -> frozenset[str]:
    """Words that are names, and common words besides: they are looked for as they are written only."""
    return _listed("common")


@cache
def particles() -> frozenset[str]:
    """Parts of names that tell nobody apart: "van", "bin"."""
    return _listed("particles")


def _listed(name: str) -> frozenset[str]:
    data = tomllib.loads(resources.files(__package__).joinpath("redact.toml").read_text("utf-8"))
    return frozenset(data[name])


@cache
def _folded(character: str) -> str:
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    return anyascii(unicodedata.normalize("NFKD", character)).lower()


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, and where it begins and ends in it."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text.

    >>> [(word.folded, word.start, word.end) for word in words_of("Wałęsa’s%20union")]
    [('walesa', 0, 6), ('s', 7, 8), ('union', 11, 16)]
    """
    if text.isascii() and "%" not in text and not _BROKEN.search(text):
        return [Word(m[0], m.start(), m.end()) for m in _WORD.finditer(text.lower())]
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for character, start, end in _characters(text):
        piece = _folded(character)
        letters.append(piece)
        starts += [start] * len(piece)
        ends += [end] * len(piece)
    return [Word(m[0], starts[m.start()], ends[m.end() - 1]) for m in _WORD.finditer("".join(letters))]


def _characters(text: str) -> Iterator[tuple[str, int, int]]:
    """The characters of a text with where each stands: percent-encoding read, words joined that a line's end breaks."""
    position = 0
    marks = sorted([*_PERCENT.finditer(text), *_BROKEN.finditer(text)], key=lambda match: match.start())
    for match in marks:
        yield from ((text[i], i, i + 1) for i in range(position, match.start()))
        if match[0].startswith("%"):
            yield from ((character, match.start(), match.end()) for character in unquote(match[0], errors="replace"))
        position = match.end()
    yield from ((text[i], i, i + 1) for i in range(position, len(text)))


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is looked for: its words, whose it is, and its letters if only these, or their capitals, will do."""

    words: tuple[str, ...]
    owner: int
    exact: str = ""


def forms(name: str, owner: int) -> list[Form]:
    """The ways in which a name is looked for; none of a name without letters or digits.

    >>> [" ".join(form.words) for form in forms("Conor O'Brien", 1)]
    ['conor o brien', 'conor obrien']
    >>> forms("US", 1)[0].exact
    'US'
    """
    name = re.sub(r"^(?:the|a|an)\s+(?=\S)", "", " ".join(name.split()), flags=re.IGNORECASE)
    spelled = tuple(word.folded for word in words_of(name))
    if not spelled:
        return []
    short = len(spelled) == 1 and (len(spelled[0]) < 3 or (len(name) < 5 and name.isupper()))
    exact = name if short or (len(spelled) == 1 and spelled[0] in common()) else ""
    ways = dict.fromkeys((spelled, tuple(slug(name).split("-")), (slug(name),)))
    return [Form(way, owner, exact) for way in ways if way != ("",) and not (len(way) == 1 and "-" in way[0])]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in a text a name stands, and whose it is."""

    start: int
    end: int
    owner: int


@dataclass(slots=True)
class Matcher:
    """Finds any of many names at once."""

    _first: dict[str, list[Form]] = field(default_factory=dict)
    _glued: dict[str, int] = field(default_factory=dict)
    _lengths: tuple[int, ...] = ()
    _allowed: frozenset[str] = frozenset()
    _known: dict[str, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, looked_for: Iterable[Form], allowed: Iterable[str] = ()) -> Matcher:
        """One that finds these forms, but no single word that is ``allowed``."""
        matcher = cls(_allowed=frozenset(word.folded for text in allowed for word in words_of(text)))
        for form in dict.fromkeys(looked_for):
            held = matcher._first.setdefault(form.words[0], [])
            if form not in held:
                held.append(form)
            letters = "".join(form.words)
            if len(letters) >= _GLUED and (len(form.words) > 1 or not form.exact):
                matcher._glued.setdefault(letters, form.owner)
        for held in matcher._first.values():
            held.sort(key=lambda form: (-len(form.words), form.owner))
        matcher._lengths = tuple(sorted({len(letters) for letters in matcher._glued}, reverse=True))
        return matcher

    def without(self, words: Collection[str]) -> Matcher:
        """One that finds the same, but no name of one word that is among some."""
        kept = (form for held in self._first.values() for form in held)
        return Matcher.of(
            (f for f in kept if len(f.words) > 1 or not {f.words[0], f.words[0] + "s"} & set(words)), self._allowed
        )

    def find(self, text: str) -> list[Hit]:
        """Where names stand in a text: from the left, the longest first, none within another."""
        if not self._first:
            return []
        words = words_of(text)
        hits: list[Hit] = []
        i = 0
        while i < len(words):
            found = self._at(text, words, i)
            if found is None:
                glued = self._within(words[i])
                if glued:
                    hits.append(glued)
                i += 1
            else:
                hits.append(Hit(words[i].start, words[i + found[0] - 1].end, found[1]))
                i += found[0]
        return hits

    def _at(self, text: str, words: list[Word], i: int) -> tuple[int, int] | None:
        """How many words the name has that begins with a word, and whose it is."""
        word = words[i].folded
        candidates = self._first.get(word, ())
        if word.endswith("s"):
            candidates = [*candidates, *(f for f in self._first.get(word[:-1], ()) if len(f.words) == 1)]
        for form in candidates:
            length = len(form.words)
            if i + length > len(words) or (length == 1 and word in self._allowed):
                continue
            last = words[i + length - 1].folded
            if last not in (form.words[-1], form.words[-1] + "s"):
                continue
            if any(words[i + n].folded != form.words[n] for n in range(1, length - 1)):
                continue
            if any(words[i + n + 1].start - words[i + n].end > _GAP for n in range(length - 1)):
                continue
            if form.exact and text[words[i].start : words[i].end] not in (form.exact, form.exact.upper()):
                continue
            return length, form.owner
        return None

    def _within(self, word: Word) -> Hit | None:
        """A word in which a long name is glued to other letters: a hashtag, an address."""
        if word.folded not in self._known:
            self._known[word.folded] = self._part(word.folded)
        owner = self._known[word.folded]
        return None if owner is None else Hit(word.start, word.end, owner)

    def _part(self, letters: str) -> int | None:
        for length in self._lengths:
            for start in range(len(letters) - length + 1):
                owner = self._glued.get(letters[start : start + length])
                if owner is not None:
                    return owner
        return None
