"""Openly licensed corpora of relations as texts with facts, for training the classifier that ships.

Each reader takes a corpus as published and yields its texts. Properties are named by their IRI, those of Wikidata's at
that. What a corpus was not annotated for is unknown, not wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...ontology.iris import PREFIXES
from .aligned import Span, Told
from .corpora import lines_of

WDT = "http://www.wikidata.org/prop/direct/"
CLOSING = frozenset(".,;:!?)]%'") | {"'s", "n't", "''"}
Label = tuple[int, int, str]
"""Numbers of head and tail, and the property."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, what it says (with the places of subjects and objects), and the properties of which it says all.

    ``complete`` is None where those are all that any text of the corpus has.
    """

    text: str
    facts: tuple[Told, ...]
    complete: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A document of DocRED: its text, the characters of its sentences and mentions, types of entities, and facts."""

    title: str
    text: str
    sentences: tuple[Span, ...]
    entities: tuple[tuple[Span, ...], ...]
    types: tuple[str, ...]
    labels: frozenset[Label]
    evidence: Mapping[Label, frozenset[int]]
    """Sentences that say a fact, as far as the annotators named them."""

    def distance(self, head: int, tail: int) -> int:
        """Sentences between the nearest mentions of two entities."""
        one, other = ([self._sentence(m) for m in self.entities[e]] for e in (head, tail))
        return min((abs(a - b) for a in one for b in other), default=0)

    def says(self, label: Label) -> bool:
        """Whether one sentence that says a fact mentions both of its entities."""
        one, other = ({self._sentence(m) for m in self.entities[e]} for e in label[:2])
        return bool(one & other & self.evidence.get(label, frozenset()))

    def _sentence(self, mention: Span) -> int:
        return sum(start <= mention[0] for start, _ in self.sentences) - 1

    def names(self, entity: int) -> set[str]:
        """What the text calls an entity."""
        return {self.text[start:end] for start, end in self.entities[entity]}


def load_pages(path: Path) -> list[Page]:
    """The documents of a file in the format of DocRED."""
    return [page_of(each) for each in json.loads("".join(lines_of(path)))]


def page_of(data: dict[str, Any]) -> Page:
    """A document as it is written in the set, with blanks put back between its words.

    >>> page = page_of({"title": "t", "sents": [["Ann", ",", "a", "poet", "."]], "labels": [],
    ...     "vertexSet": [[{"sent_id": 0, "pos": [0, 1], "type": "PER"}]]})
    >>> page.text, page.entities
    ('Ann, a poet.', (((0, 3),),))
    """
    text, places, sentences = "", [], []
    for words in data["sents"]:
        joined, own = _joined(words, text)
        text += joined
        places.append(own)
        sentences.append((own[0][0], own[-1][1]) if own else (len(text), len(text)))
    entities = tuple(
        tuple(sorted({_span(places[m["sent_id"]], m["pos"]) for m in vertex})) for vertex in data["vertexSet"]
    )
    labels = frozenset((each["h"], each["t"], each["r"]) for each in data.get("labels", ()))
    types = tuple(vertex[0]["type"] for vertex in data["vertexSet"])
    evidence = {
        (each["h"], each["t"], each["r"]): frozenset(each.get("evidence", ())) for each in data.get("labels", ())
    }
    return Page(data["title"], text, tuple(sentences), entities, types, labels, evidence)


def _joined(words: Sequence[str], before: str = "") -> tuple[str, list[Span]]:
    """Words with blanks put back, to stand behind a text, and where each stands."""
    text, places = "", []
    for number, word in enumerate(words):
        glued = number and (word in CLOSING or words[number - 1] in {"(", "["})
        text += "" if glued or not before + text else " "
        start = len(before) + len(text)
        places.append((start, start + len(word)))
        text += word
    return text, places


def _span(places: Sequence[Span], words: Sequence[int]) -> Span:
    return places[words[0]][0], places[words[1] - 1][1]


def redocred(path: Path, is_complete: bool) -> Iterator[Marked]:
    """Re-DocRED or DocRED, whose labels leave facts out (Tan et al. 2022, Yao et al. 2019).

    What no single sentence says, but several do, or what everybody knows, is left open.
    """
    for page in load_pages(path):
        facts = tuple(
            Told(page.entities[h], WDT + name, page.entities[t], not page.says((h, t, name)))
            for h, t, name in sorted(page.labels)
        )
        yield Marked(page.text, facts, None if is_complete else frozenset())


def load_passages(path: Path) -> list[dict[str, Any]]:
    """The passages of KnowledgeNet (Mesquita et al. 2019), one a line."""
    return [json.loads(line) for line in lines_of(path)]


def knowledgenet(passages: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Iterator[Marked]:
    """Passages of KnowledgeNet; ``names`` gives the number of each property in Wikidata, "^" the other way round."""
    for passage in passages:
        facts = []
        for fact in passage["facts"]:
            name = names.get(fact["propertyName"])
            if name is not None:
                ends = [((fact[f"{end}Start"], fact[f"{end}End"]),) for end in ("subject", "object")]
                one, other = reversed(ends) if name.startswith("^") else ends
                facts.append(Told(one, WDT + name.removeprefix("^"), other))
        listed = (names.get(name) for name in passage["exhaustivelyAnnotatedProperties"])
        complete = frozenset(WDT + name.removeprefix("^") for name in listed if name is not None)
        yield Marked(passage["passageText"], tuple(dict.fromkeys(facts)), complete)


def fewrel(path: Path, most: int) -> Iterator[Marked]:
    """FewRel (Han et al. 2018): sentences in which one pair has one property, so many of each property."""
    for name, rows in sorted(json.loads("".join(lines_of(path))).items()):
        for row in rows[:most]:
            text, places = _joined(row["tokens"])
            head, tail = (tuple((places[i[0]][0], places[i[-1]][1]) for i in row[end][2]) for end in ("h", "t"))
            yield Marked(text, (Told(head, WDT + name, tail),), frozenset())


def annotated_news(folder: Path, names: Iterable[str]) -> Iterator[Marked]:
    """News in our own format, complete as to some relations of our ontology."""
    known = frozenset(names)
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_text("utf-8")
        called = {entity["id"]: [entity["name"], *entity["aliases"]] for entity in data["entities"]}
        facts = []
        for relation in data["relations"]:
            one, other = (
                tuple(
                    place for name in called.get(relation[end], [str(relation[end])]) for place in _places(text, name)
                )
                for end in ("s", "o")
            )
            if relation["p"] in known and one and other:
                facts.append(Told(one, PREFIXES["cg"] + relation["p"], other))
        yield Marked(text, tuple(facts), frozenset(PREFIXES["cg"] + name for name in known))


def _places(text: str, name: str) -> list[Span]:
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
