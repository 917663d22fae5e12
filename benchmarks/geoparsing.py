"""How well place names are found and put on the map: LGL (local newspapers) and GeoVirus (news of epidemics).

    python -m benchmarks.geoparsing FOLDER [--given-only]

FOLDER holds lgl.xml and GeoVirus.xml as published, plain or packed by xz. Given the name, every gold span is handed
over as a place mention, and only toponyms with gold coordinates are scored; an answer without coordinates is wrong.
From raw text, all gold toponyms count for the spans, and those with coordinates for the places; no answer of a system
is left out of its precision, though one may lie on a toponym that has no gold coordinates. The peer is the most
populous namesake of the same gazetteer, on the gold spans and on the spans of the stock model (GPE, LOC, FAC).
GeoVirus counts characters from one; this is put right. Rules were developed on articles with even numbers; those with
odd numbers are the unseen half.
"""

from __future__ import annotations

import argparse
import lzma
import math
import statistics
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.gazetteer import Gazetteer, gazetteer
from claimgraph.extract.pipeline import make_doc, make_nlp
from claimgraph.extract.places import Grounder
from claimgraph.extract.state import MentionSpan, reading_of
from claimgraph.model import Grounding, Source

from .machine import describe

NEAR = 161.0
"""Kilometers (100 miles): the usual tolerance of the field."""
FARTHEST = 20039.0
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold place name: its characters, and where it is, if the annotators could tell."""

    start: int
    end: int
    point: Point | None


@dataclass(frozen=True, slots=True)
class Article:
    """One document of a corpus."""

    number: int
    source: Source
    toponyms: tuple[Toponym, ...]


@dataclass(slots=True)
class Tally:
    """What one system did on one half of one corpus."""

    errors: list[float] = field(default_factory=list)
    """Distances on the gold spans that have coordinates; infinite where there was no answer."""
    found: int = 0
    gold: int = 0
    exact: int = 0
    overlapping: int = 0
    covered: int = 0
    placed: int = 0
    near: int = 0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.errors += other.errors
        for name in ("found", "gold", "exact", "overlapping", "covered", "placed", "near"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def articles(path: Path) -> list[Article]:
    """The articles of a corpus file, in its order."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    return [_article(number, node) for number, node in enumerate(ElementTree.fromstring(data).findall("article"))]


def _article(number: int, node: ElementTree.Element) -> Article:
    text = node.findtext("text") or ""
    url = node.findtext("url") or node.findtext("source")
    published = (node.findtext("dltime") or "")[:10] or None
    source = Source.of(str(number), text, url=url, publisher=node.findtext("domain"), published=published)
    found = [*node.iter("toponym"), *node.iter("location")]
    toponyms = sorted((_toponym(each, text) for each in found), key=lambda t: (t.start, t.end))
    return Article(number, source, tuple(toponyms))


def _toponym(node: ElementTree.Element, text: str) -> Toponym:
    latitude, longitude = node.findtext(".//lat"), node.findtext(".//lon")
    point = (float(latitude), float(longitude)) if latitude and longitude else None
    start, end = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
    name = node.findtext("phrase") or node.findtext("name") or ""
    late = text[start:end] != name and text[start - 1 : end - 1] == name
    return Toponym(start - late, end - late, point)


def distance(one: Point, other: Point) -> float:
    """Kilometers between two points along a great circle.

    >>> round(distance((48.85, 2.35), (51.51, -0.13)))
    344
    """
    a, b = math.radians(one[0]), math.radians(other[0])
    turn = math.sin((b - a) / 2) ** 2
    turn += math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(turn)))


def _point(place: Grounding | None) -> Point | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _error(point: Point | None, gold: Point) -> float:
    return distance(point, gold) if point else math.inf


def _mentions(doc: Doc, toponyms: Iterable[Toponym]) -> dict[Toponym, MentionSpan]:
    spans = {t: doc.char_span(t.start, t.end, alignment_mode="expand") for t in toponyms}
    return {t: MentionSpan(span, "Place") for t, span in spans.items() if span is not None}


def given(nlp: Language, article: Article, places: Gazetteer) -> tuple[Tally, Tally]:
    """Ours and the peer on the gold spans of one article."""
    doc = make_doc(nlp, article.source)
    mentions = _mentions(doc, article.toponyms)
    grounder = Grounder(doc, list(mentions.values()), places)
    ours, peer = Tally(), Tally()
    for toponym, mention in mentions.items():
        if toponym.point is not None:
            ours.errors.append(_error(_point(grounder.ground(mention.span)), toponym.point))
            peer.errors.append(_error(_point(most_populous(mention.span.text, places)), toponym.point))
    return ours, peer


def most_populous(name: str, places: Gazetteer) -> Grounding | None:
    """Where the most populous place of this name is."""
    found = places.candidates(name)
    return max(found, key=lambda place: place.population).grounding if found else None


def raw(article: Article, found: Sequence[tuple[int, int, Point | None]]) -> Tally:
    """The score of spans with points that were found in an article's text."""
    tally = Tally(found=len(found), gold=len(article.toponyms))
    gold = {(t.start, t.end): t for t in article.toponyms}
    hit: set[Toponym] = set()
    for start, end, point in found:
        tally.exact += (start, end) in gold
        meets = [t for t in article.toponyms if t.start < end and start < t.end]
        tally.overlapping += bool(meets)
        best = gold.get((start, end)) or (meets[0] if meets else None)
        if best is not None and best.point is not None and point and distance(point, best.point) <= NEAR:
            tally.near += best not in hit
            hit.add(best)
    tally.covered = sum(any(t.start < end and start < t.end for start, end, _ in found) for t in article.toponyms)
    tally.placed = sum(t.point is not None for t in article.toponyms)
    return tally


def from_text(nlp: Language, corpus: Sequence[Article]) -> Iterator[Tally]:
    """Our whole pipeline on the texts."""
    for article, doc in zip(corpus, nlp.pipe(make_doc(nlp, a.source) for a in corpus), strict=True):
        spans = [m for m in reading_of(doc).mentions if m.kind == "Place" and m.level == "name"]
        yield raw(article, [(m.span.start_char, m.span.end_char, _point(m.grounding)) for m in spans])


def from_text_by_peer(nlp: Language, corpus: Sequence[Article], places: Gazetteer) -> Iterator[Tally]:
    """The stock model's places, each taken for its most populous namesake."""
    for article, doc in zip(corpus, nlp.pipe(a.source.text for a in corpus), strict=True):
        spans = [e for e in doc.ents if e.label_ in {"GPE", "LOC", "FAC"}]
        yield raw(article, [(e.start_char, e.end_char, _point(most_populous(_bare(e.text), places))) for e in spans])


def _bare(name: str) -> str:
    return name.removeprefix("the ").removesuffix("'s").removesuffix("’s")


def _halves(corpus: Sequence[Article], tallies: Iterable[Tally]) -> dict[str, Tally]:
    out = {"even": Tally(), "odd": Tally(), "all": Tally()}
    for article, tally in zip(corpus, tallies, strict=True):
        for half in ("all", "odd" if article.number % 2 else "even"):
            out[half].add(tally)
    return out


def _given_row(tally: Tally) -> str:
    near = sum(error <= NEAR for error in tally.errors)
    count = len(tally.errors) or 1
    finite = sorted(tally.errors)
    answered = sum(error < math.inf for error in tally.errors)
    area = statistics.fmean(math.log(min(error, FARTHEST) + 1) / math.log(FARTHEST + 1) for error in finite)
    return f"{len(finite)} | {near / count:.3f} | {statistics.median(finite):.0f} | {area:.3f} | {answered / count:.3f}"


def _raw_row(tally: Tally) -> str:
    shares = [
        (tally.exact, tally.found), (tally.exact, tally.gold), (tally.overlapping, tally.found),
        (tally.covered, tally.gold), (tally.near, tally.found), (tally.near, tally.placed),
    ]  # fmt: skip
    return " | ".join(f"{part / (whole or 1):.3f}" for part, whole in shares)


def _report(title: str, columns: str, rows: dict[str, dict[str, str]]) -> None:
    width = columns.count("|") + 3
    print(f"\n{title}\n\n| system | articles | {columns} |\n" + "|---" * width + "|")
    for system, halves in rows.items():
        for half, row in halves.items():
            print(f"| {system} | {half} | {row} |")


def main() -> None:
    """Print the tables of both corpora."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="holds lgl.xml and GeoVirus.xml, plain or packed by xz")
    parser.add_argument("--given-only", action="store_true", help="leave out the runs from raw text")
    options = parser.parse_args()
    print(f"# {describe()}")
    places = gazetteer()
    nlp, stock = make_nlp(), spacy.load(DEFAULT_MODEL)
    for name in ("lgl", "GeoVirus"):
        path = next(p for p in (options.folder / f"{name}.xml", options.folder / f"{name}.xml.xz") if p.exists())
        corpus = articles(path)
        pairs = [given(nlp, article, places) for article in corpus]
        systems = {"claimgraph": [ours for ours, _ in pairs], "most populous namesake": [peer for _, peer in pairs]}
        rows = {s: {h: _given_row(t) for h, t in _halves(corpus, ts).items()} for s, ts in systems.items()}
        _report(f"{name}, given the name", "toponyms | within 161 km | median km | AUC | answered", rows)
        if options.given_only:
            continue
        systems = {
            "claimgraph": list(from_text(nlp, corpus)),
            "stock model": list(from_text_by_peer(stock, corpus, places)),
        }
        rows = {s: {h: _raw_row(t) for h, t in _halves(corpus, ts).items()} for s, ts in systems.items()}
        columns = "exact P | exact R | overlap P | overlap R | within 161 km P | within 161 km R"
        _report(f"{name}, from raw text", columns, rows)


if __name__ == "__main__":
    main()
