"""How Text2KGBench writes what its sentences say: dates and numbers by their value, names with a topic behind them.

Where a sentence has "May 1st, 1981" and "16,800", a triple has "1981-05-01" and "16800.0". Here the words of a triple
are found in a sentence by what they mean, and what was found in a sentence is written as the triples for training of
the same ontology are. Nothing here knows a relation or a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from claimgraph.extract.dates import FoundDate, find_dates
from claimgraph.extract.examples import places_of
from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.numbers import find_numbers, parse_number

from .text2kg_scoring import Triple, normalized

Places = tuple[tuple[int, int], ...]
FIGURES = re.compile(r"(?<![\w.,])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
TOPIC = re.compile(r"\s*\([^()]*\)$")
"""What the set tells things of one name apart by, and the unit of a number."""
AROUND = re.compile(r'"?(?:\([^()]*\))?"?')
WORD = re.compile(r"[^\W_]+")
LONGEST_DATE = 30
LONGEST_COUNTRY = 4
"""Words of the longest name of a country that is looked for."""


def plain(gold: str) -> str:
    """A name without underscores and quotation marks.

    >>> plain('"Port_of_Riga"')
    'Port of Riga'
    """
    return " ".join(gold.replace("_", " ").strip().strip('"').split())


@lru_cache(maxsize=100_000)
def day(words: str) -> date | None:
    """The one day that words name, if they name nothing else.

    >>> day("May 1st, 1981"), day("1981-05-01"), day("May 1981")
    (datetime.date(1981, 5, 1), datetime.date(1981, 5, 1), None)
    """
    is_short = len(words) < LONGEST_DATE and any(map(str.isdigit, words))
    found = _dates(words) if is_short else ()
    if len(found) != 1 or len(words) > found[0].end - found[0].start + len("the "):
        return None
    interval = found[0].interval
    return date.fromisoformat(interval.begin) if interval.begin and interval.begin == interval.end else None


@lru_cache(maxsize=10_000)
def _dates(text: str) -> tuple[FoundDate, ...]:
    return tuple(find_dates(text))


def number(words: str) -> float | None:
    """The number that words are.

    >>> number("16,800"), number("610.0"), number("five"), number("Riga")
    (16800.0, 610.0, 5.0, None)
    """
    digits = words.strip()
    if FIGURES.fullmatch(digits):
        return float(digits.replace("−", "-").replace(",", ""))
    return parse_number(words)


def places(text: str, gold: str) -> Places:
    """Where a sentence says what a triple has: in its words, by its value, without its topic or its punctuation.

    >>> text = "The port opened on May 1st, 1981 and has 16,800 berths."
    >>> [text[s:e] for gold in ("1981-05-01", "16800.0", '"The_Port_(harbour)"') for s, e in places(text, gold)]
    ['May 1st, 1981', '16,800', 'The port']
    """
    words = plain(gold)
    for each in dict.fromkeys((words, TOPIC.sub("", words))):
        # The figures of a number stand in others, too: the 5 in 16,800.5.
        found = _of_value(text, each) or (places_of(text, each) if each and number(each) is None else ())
        if found or number(each) is not None:
            return found
    return _of_letters(text, TOPIC.sub("", words)) or _of_country(text, words)


def _of_value(text: str, words: str) -> Places:
    wanted, value = day(words), number(words)
    found: list[tuple[int, int]] = []
    if wanted is not None:
        iso = wanted.isoformat()
        found += [(d.start, d.end) for d in _dates(text) if d.interval.begin == d.interval.end == iso]
        if not found and (wanted.month, wanted.day) == (1, 1):
            found += places_of(text, str(wanted.year))
    elif value is not None:
        spans = [m.span() for m in FIGURES.finditer(text)] + [(n.start, n.end) for n in find_numbers(text)]
        found += [(start, end) for start, end in spans if number(text[start:end]) == value]
    return tuple(dict.fromkeys(found))


def _of_letters(text: str, words: str) -> Places:
    """Where the letters and figures of words stand in their order, whatever stands between and above them."""
    wanted = [folded(m[0]) for m in WORD.finditer(words)]
    here = list(WORD.finditer(text))
    said = [folded(m[0]) for m in here]
    size = len(wanted)
    starts = [i for i in range(len(said) - size + 1) if size and said[i : i + size] == wanted]
    return tuple((here[i].start(), here[i + size - 1].end()) for i in starts)


def _of_country(text: str, words: str) -> Places:
    """Where a country is told by another of its names, or by the adjective of its people."""
    country = gazetteer().country(words)
    if country is None:
        return ()
    code = country.grounding.country
    here = [m.span() for m in re.finditer(r"(?:\w\.){2,}|\w+", text)]
    found: list[tuple[int, int]] = []
    for i, (start, _) in enumerate(here):
        for _, end in reversed(here[i : i + LONGEST_COUNTRY]):
            if _is_of(text[start:end], code):
                found.append((start, end))
                break
    return tuple(found)


@lru_cache(maxsize=100_000)
def _is_of(words: str, code: str) -> bool:
    """Whether words with a capital name a country or its people."""
    country = gazetteer().country(words)
    return words[:1].isupper() and code == (country.grounding.country if country else gazetteer().demonym(words))


def folded(words: str) -> str:
    """Words without capitals and accents.

    >>> folded("Gdynia Orłowo")
    'gdynia orłowo'
    """
    marks = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in marks if not unicodedata.combining(letter)).lower()


def kind(words: str) -> str:
    """What sort of value words are.

    >>> [kind(words) for words in ("2 May 1981", "1981", "16,800", "Riga")]
    ['day', 'year', 'number', 'name']
    """
    if re.fullmatch(r"\d{4}", words):
        return "year"
    if number(words) is not None:
        return "number"
    return "name" if day(words) is None else "day"


def forms(words: str) -> Iterator[tuple[str, str]]:
    """The ways to write a value, by their names.

    >>> dict(forms("May 2nd, 1981"))["iso"], dict(forms("16,800"))["decimal"]
    ('1981-05-02', '16800.0')
    """
    sort, value = kind(words), number(words)
    when = day(words) if sort == "day" else date(int(words), 1, 1) if sort == "year" and int(words) else None
    if when is not None:
        yield "iso", when.isoformat()
        yield "day month", f"{when:%d %B} {when.year}"
        yield "bare day month", f"{when.day} {when:%B} {when.year}"
        yield "month day", f"{when:%B} {when.day}, {when.year}"
    if value is not None:
        yield "decimal", f"{value}"
        if value.is_integer():
            yield "integer", f"{int(value)}"
    yield "words", words


class Notation:
    """How the triples for training write values of each relation, and names."""

    def __init__(self) -> None:
        self.ways: defaultdict[tuple[str, str], Counter[tuple[str, str, str]]] = defaultdict(Counter)
        self.names: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def learn(self, text: str, triple: Triple) -> None:
        """Take in a triple and its sentence."""
        subject, relation, object = triple
        for role, gold in (("", subject), (relation, object)):
            for start, end in places(text, gold)[:1]:
                words = " ".join(text[start:end].split())
                for key in {role, ""}:
                    self.names[key, folded(words)][gold] += 1
                if role:
                    self._learn_way(relation, words, gold)

    def _learn_way(self, relation: str, words: str, gold: str) -> None:
        written = normalized(gold)
        for name, form in forms(words):
            before, found, after = written.partition(normalized(form))
            if found and before in {"", '"'} and AROUND.fullmatch(after):
                for key in (relation, ""):
                    self.ways[key, kind(words)][name, before, after if kind(words) != "name" else before] += 1
                return

    def subject(self, words: str) -> str:
        """A subject as the set writes it."""
        return self._name("", words) or words

    def object(self, relation: str, words: str) -> str:
        """An object of a relation as the set writes it."""
        known = (self._name(relation, words) or self._name("", words)) if kind(words) == "name" else None
        return known or self._value(relation, words)

    def _name(self, role: str, words: str) -> str | None:
        seen = self.names.get((role, folded(words)))
        return seen.most_common(1)[0][0] if seen else None

    def _value(self, relation: str, words: str) -> str:
        sort = kind(words)
        like = "number" if sort == "year" else sort
        for key in ((relation, sort), (relation, like), ("", sort)):
            for name, before, after in (way for way, _ in self.ways[key].most_common()):
                form = dict(forms(words)).get(name)
                if form is not None:
                    return f"{before}{form}{after}"
        return words
