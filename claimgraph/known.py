"""Files of entities that the user knows: CSV, FollowTheMoney JSON Lines, Turtle; and the copy kept with a graph."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit

from .codec import from_json, to_json
from .errors import UsageError
from .extract.known import KnownEntity
from .files import write_atomically
from .model import Kind, well_formed
from .ontology.labels import labelled

FILE = "known.jsonl"
KINDS: tuple[Kind, ...] = get_args(Kind)
OPENSANCTIONS = "https://www.opensanctions.org/entities/"
_COLUMNS = ("name", "aliases", "kind", "iri")
_SCHEMATA: dict[str, Kind] = {
    "Person": "Person",
    "Organization": "Organization",
    "Company": "Organization",
    "PublicBody": "Organization",
    "LegalEntity": "Organization",
    "Event": "Event",
    "Address": "Place",
}
_UNUSED = '<>"{}|\\^` \t\n\r'


def read(path: Path) -> list[KnownEntity]:
    """The entities in a file, by the end of its name. Raises UsageError: file, line, what was found, what would do."""
    readers: dict[str, Callable[[Path, str], Iterator[KnownEntity]]] = {
        ".csv": _csv,
        ".jsonl": _follow_the_money,
        ".json": _follow_the_money,
        ".ftm": _follow_the_money,
        ".ttl": _turtle,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path}: not a kind of file that --known reads; give one of: {' '.join(readers)}")
    try:
        found = list(reader(path, path.read_text("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    except csv.Error as error:
        raise UsageError(f"{path}: not CSV ({error}); save it as CSV with quotes around what holds commas") from None
    if not found:
        raise UsageError(f"{path}: no entity in it; a CSV file needs the columns {','.join(_COLUMNS)} and a row each")
    return found


def _csv(path: Path, text: str) -> Iterator[KnownEntity]:
    rows = csv.DictReader(io.StringIO(text))
    missing = [column for column in ("name", "kind", "iri") if column not in (rows.fieldnames or ())]
    if missing:
        found = ",".join(rows.fieldnames or ()) or "nothing"
        raise UsageError(f"{path}: line 1: no column {missing[0]!r} in {found}; it must be: {','.join(_COLUMNS)}")
    for row in rows:
        if any(value for value in row.values()):
            where = f"{path}: line {rows.line_num}"
            aliases = [alias.strip() for alias in (row.get("aliases") or "").split("|")]
            yield _entity(where, row["iri"], row["kind"], [(row["name"] or "").strip(), *filter(None, aliases)])


def _follow_the_money(path: Path, text: str) -> Iterator[KnownEntity]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}: line {number}"
        example = '{"id": "Q1", "schema": "Person", "properties": {"name": ["Ann Lee"]}}'
        try:
            data = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{where}: not JSON ({error}); each line must be like {example}") from None
        properties = data.get("properties") if isinstance(data, dict) else None
        if not isinstance(properties, dict) or not isinstance(data.get("id"), str):
            raise UsageError(f"{where}: no 'id' and 'properties' of an entity; each line must be like {example}")
        kind = _SCHEMATA.get(str(data.get("schema")))
        if kind is None:
            continue  # a file of OpenSanctions also lists ownerships, passports, vessels
        names = [*_values(where, properties, "name"), *_values(where, properties, "alias")]
        iri = data["id"] if "://" in data["id"] else OPENSANCTIONS + data["id"] + "/"
        years = [*_values(where, properties, "birthDate"), *_values(where, properties, "incorporationDate")]
        yield dataclasses.replace(
            _entity(where, iri, kind, names or [str(data.get("caption") or "")]),
            weak=tuple(_values(where, properties, "weakAlias")),
            countries=tuple(sorted({c.upper() for c in _values(where, properties, "country") if len(c) == 2})),
            year=years[0][:4] if len({year[:4] for year in years}) == 1 else "",
        )


def _values(where: str, properties: Mapping[str, Any], name: str) -> list[str]:
    values = properties.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise UsageError(f'{where}: {name!r} is {values!r}; it must be a list of strings, such as ["Ann Lee"]')
    return [well_formed(value) for value in values]


def _turtle(path: Path, text: str) -> Iterator[KnownEntity]:
    for iri, kind, names in labelled(path, text):
        yield _entity(f"{path}: <{iri}>", iri, kind, names)


def _entity(where: str, iri: str | None, kind: str | None, names: list[str]) -> KnownEntity:
    """One entity. Raises UsageError that says which field is wrong."""
    iri, kind, names = (iri or "").strip(), (kind or "").strip(), [well_formed(name) for name in names]
    if not names or not names[0]:
        raise UsageError(f"{where}: no name; give it one")
    found = next((known for known in KINDS if known.casefold() == kind.casefold()), None)
    if found is None:
        raise UsageError(f"{where}: kind is {kind!r}; it must be one of: {', '.join(KINDS)}")
    if not _is_iri(iri):
        raise UsageError(f"{where}: iri is {iri!r}; it must be an IRI, such as https://www.wikidata.org/entity/Q42")
    return KnownEntity(iri, found, names[0], tuple(dict.fromkeys(n for n in names[1:] if n != names[0])))


def _is_iri(text: str) -> bool:
    try:
        unused = any(character in _UNUSED for character in text) or text != well_formed(text)
        return bool(urlsplit(text).scheme) and not unused
    except ValueError:  # what looks like an address of IPv6 and is none
        return False


def load(folder: Path) -> list[KnownEntity]:
    """The known entities that are kept with a graph; none if it has none. Raises UsageError for a broken file."""
    path = folder / FILE
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            found.append(from_json(KnownEntity, json.loads(line)))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            remedy = "delete the line, or the file, and give --known again"
            raise UsageError(f"{path}: line {number}: not a known entity ({error}); {remedy}") from None
    return found


def keep(folder: Path, given: Iterable[KnownEntity]) -> None:
    """Keep known entities with a graph; one given again replaces its old self."""
    every = {item.iri: item for item in (*load(folder), *given)}
    lines = (json.dumps(to_json(every[iri]), ensure_ascii=False) for iri in sorted(every))
    write_atomically(folder / FILE, "".join(f"{line}\n" for line in lines))
