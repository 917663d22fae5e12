"""What is fuzzed: for each target its seeds, the words it is likely to trip over, and what must hold of any bytes.

A target is right if it ends, raises nothing but the errors that are for the user, and keeps its promise: a source whose
furniture lies within its text, an export that a foreign parser reads back, a query that reaches no other server.
"""

from __future__ import annotations

import io
import json
import tempfile
import tomllib
import warnings
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimgraph.errors import ClaimgraphError, SourceError
from claimgraph.model import Source

WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("fuzz.toml").read_text("utf-8"))
"""The seeds of the targets that take text, and words that mean something to them."""
STORY = WORDS["report"][0]
_SCRATCH = Path(tempfile.mkdtemp(prefix="claimgraph-fuzz-"))


@dataclass(frozen=True)
class Target:
    """``check`` raises if something does not hold of the bytes; ``modules`` are those whose coverage guides."""

    check: Callable[[bytes], None]
    seeds: Sequence[bytes]
    words: Sequence[str] = ()
    modules: Sequence[str] = ("claimgraph",)


def text_of(data: bytes) -> str:
    """Any text at all, lone surrogates among it."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def reader(suffix: str) -> Callable[[bytes], None]:
    """Reading a file of one kind: each item is a source or an error of one line."""

    def check(data: bytes) -> None:
        from claimgraph.extract.read import sources_in

        try:
            items = list(sources_in(f"a{suffix}", data))
        except SourceError as error:
            items = [error]
        for item in items:
            if isinstance(item, Source):
                item.text.encode("utf-8")
                assert all(0 <= start < end <= len(item.text) for start, end in item.furniture)
                assert len(item.readable) == len(item.text)
            else:
                assert "\n" not in str(item) and item.remedy, item

    return check


def docx_parts(data: bytes) -> None:
    """A Word file whose first byte says which part the rest is; the other parts are sound."""
    import docx

    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(STORY)
    document.save(out)
    with zipfile.ZipFile(out) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    chosen = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    if data:
        name = "word/document.xml" if data[0] < 128 else chosen[data[0] % len(chosen)]
        parts[name] = data[1:]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    reader(".docx")(made.getvalue())


def dates(data: bytes) -> None:
    """Dates in sentences and over reports: begin before end, within the text."""
    from claimgraph.extract.dates import find_dates
    from claimgraph.extract.printed_dates import iso_date, iso_date_at

    text = text_of(data)
    for found in find_dates(text, date(2020, 2, 29)) + find_dates(text):
        assert 0 <= found.start < found.end <= len(text)
        begin, end = found.interval.begin, found.interval.end
        assert begin is None or end is None or begin <= end, found
    for line in text.split("\n"):
        iso_date(line)
        iso_date_at(line)
        iso_date_at(line, weekday=True)


def places(data: bytes) -> None:
    """What a name can mean as a place."""
    from claimgraph.extract.gazetteer import gazetteer
    from claimgraph.extract.placenames import areas, bare_place, meanings

    for name in text_of(data).split("\n"):
        for place in [*meanings(name, gazetteer()), *areas(name, gazetteer())]:
            assert place.name
        bare_place(name)


def quantities(data: bytes) -> None:
    """Numbers in figures and words."""
    from claimgraph.extract.numbers import find_numbers, parse_number

    text = text_of(data)
    for number in find_numbers(text):
        assert 0 <= number.start < number.end <= len(text)
        assert number.value == number.value
    parse_number(text)


def names(data: bytes) -> None:
    """Names taken apart and compared."""
    from claimgraph.extract.names_parse import organization_name, person_name

    for name in text_of(data).split("\n"):
        person_name(name)
        organization_name(name)


def _file(name: str, data: bytes, read: Callable[[Path], object]) -> None:
    path = _SCRATCH / name
    path.write_bytes(data)
    try:
        read(path)
    except ClaimgraphError as error:
        assert str(error)


def corrections(data: bytes) -> None:
    """The corrections file: what is read can be written down elsewhere, read again, and taken back."""
    from claimgraph.correct import file as correctionfile
    from claimgraph.correct.correction import load

    def read(path: Path) -> None:
        found = load(path)
        copy = path.with_name("copy.toml")
        copy.unlink(missing_ok=True)
        for number, each in enumerate(found, 1):
            correctionfile.append(copy, [each])
            assert load(copy) == found[:number], (found, load(copy))
        for number in range(len(found), 0, -1):
            assert correctionfile.take_back(copy, number) == found[number - 1]
        if found:
            assert load(copy) == []

    _file("corrections.toml", data, read)


def settings(data: bytes) -> None:
    """The settings file."""
    from claimgraph import settings as module

    _file("claimgraph.toml", data, lambda path: module.load(path.parent))


def known(data: bytes) -> None:
    """Files of known entities, in each of their formats; what is read can be kept."""
    from claimgraph import known as module

    def read(path: Path) -> None:
        found = module.read(path)
        folder = Path(tempfile.mkdtemp(dir=_SCRATCH))
        try:
            module.keep(folder, found)
            assert {item.iri for item in module.load(folder)} == {item.iri for item in found}
        finally:
            for each in folder.iterdir():
                each.unlink()
            folder.rmdir()

    for suffix in (".csv", ".jsonl", ".ttl"):
        _file(f"known{suffix}", data, read)


def escapes(data: bytes) -> None:
    """One text as every name, title and quotation of a graph: each export is read back by another's parser."""
    from benchmarks.exits import read_back

    text = text_of(data)
    if text:
        read_back(text)


def guard(data: bytes) -> None:
    """A query that the guard lets pass asks no other server, as another's parser sees it."""
    import pyoxigraph as ox

    from claimgraph.errors import QueryError
    from claimgraph.graph.guard import refuse_reaching_out, with_values
    from claimgraph.graph.query import ask

    text = text_of(data)
    with_values(text, {"name": '"x"'})
    try:
        refuse_reaching_out(text)
    except QueryError:
        return
    store = ox.Store()
    try:
        ask(store, text)
    except QueryError as error:
        told = str(error).lower()
        assert not any(sign in told for sign in ("service", "connect", "http client", "dns")) or "not a sparql" in told
    try:
        from rdflib.plugins.sparql.parser import parseQuery

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = str(parseQuery(text))
    except Exception:
        return
    assert "ServiceGraphPattern" not in tree


def _pdf() -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 50 180 Td (Dockers in three ports stopped work.) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": "Ports at rest"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _docx_seeds() -> list[bytes]:
    import docx

    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(STORY)
    document.add_table(1, 2).rows[0].cells[0].text = "Hull"
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith((".xml", ".rels")))
        seeds = [bytes([128 + (number - 128) % len(names)]) + archive.read(name) for number, name in enumerate(names)]
        return [b"\x00" + archive.read("word/document.xml"), *(seed for seed in seeds if len(seed) < 20_000)]


def _encoded(name: str) -> list[bytes]:
    return [text.encode("utf-8", "surrogatepass") for text in WORDS[name]]


def targets() -> dict[str, Target]:
    """All targets, by name."""
    story = [STORY.encode(form) for form in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1250")]
    line = json.dumps({"text": STORY, "title": "Ports", "published": "1981-05-03", "authors": ["A", "B"]}).encode()
    toml = ("claimgraph", "tomllib")
    return {
        "text": Target(reader(".txt"), story, WORDS["furniture"]),
        "html": Target(reader(".html"), _encoded("html"), WORDS["tags"], ("claimgraph", "trafilatura", "htmldate")),
        "markdown": Target(reader(".md"), _encoded("markdown"), WORDS["marks"], ("claimgraph", "markdown_it")),
        "pdf": Target(reader(".pdf"), [_pdf()], WORDS["operators"], ("claimgraph", "pypdf")),
        "docx": Target(docx_parts, _docx_seeds(), WORDS["elements"], ("claimgraph", "docx")),
        "jsonl": Target(reader(".jsonl"), [line, line + b"\n{\n" + line], WORDS["json"]),
        "dates": Target(dates, _encoded("dates"), WORDS["date_words"]),
        "places": Target(places, _encoded("places"), WORDS["place_words"]),
        "quantities": Target(quantities, _encoded("quantities"), WORDS["number_words"]),
        "names": Target(names, _encoded("names"), WORDS["name_words"]),
        "corrections": Target(corrections, _encoded("corrections"), WORDS["correction_words"], toml),
        "settings": Target(settings, _encoded("settings"), WORDS["setting_words"], toml),
        "known": Target(known, _encoded("known"), WORDS["known_words"]),
        "escapes": Target(escapes, _encoded("escapes"), WORDS["escape_words"]),
        "guard": Target(guard, _encoded("queries"), WORDS["query_words"]),
    }
