"""The cases: each folder holds a report (``report.*``) and what must, and must not, be read in it (``expected.toml``).

``[[entity]]``, ``[[event]]``, ``[[relation]]``, ``[[quantity]]`` and ``[[attribution]]`` tables list fields as the
annotation format has them, with names in place of ids; a table is met when something read has all its fields.
Tables under ``[[not.event]]`` and so on must be met by nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from claimgraph.annotation import annotation_of
from claimgraph.extract.pipeline import extract
from claimgraph.extract.read import read_file
from claimgraph.model import Source

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/expected.toml"))
SECTIONS = {
    "entity": "entities",
    "event": "events",
    "relation": "relations",
    "quantity": "quantities",
    "attribution": "attributions",
}


def named(data: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """An annotation with names in place of ids; an entity has ``names``, an event its trigger for a name."""
    names = {e["id"]: e["name"] for e in data["entities"]}
    events = {e["id"]: e["trigger"] for e in data["events"]}

    def name(identifier: Any) -> Any:
        return names.get(identifier, events.get(identifier, identifier))

    return {
        "entities": [{**e, "names": [e["name"], *e["aliases"]]} for e in data["entities"]],
        "events": [
            {
                **e,
                "places": [name(p) for p in e["places"]],
                "about": [name(a) for a in e["about"]],
                "participants": [name(p["entity"]) for p in e["participants"]],
                "roles": [f"{p['role']}: {name(p['entity'])}" for p in e["participants"]],
            }
            for e in data["events"]
        ],
        "relations": [{**r, "s": name(r["s"]), "o": name(r["o"])} for r in data["relations"]],
        "quantities": [{**q, "about": name(q["about"])} for q in data["quantities"]],
        "attributions": [{**a, "speaker": name(a["speaker"])} for a in data["attributions"]],
    }


def meets(item: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether an item has all wanted fields: of a list all members, of long words (quotes) a part."""
    for field, value in wanted.items():
        found = item.get(field)
        if isinstance(value, list):
            if not set(value) <= set(found or ()):
                return False
        elif field in ("trigger", "quote", "said"):
            if value not in (found or ""):
                return False
        elif found != value:
            return False
    return True


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path, nlp: Language) -> None:
    report = next(path for path in sorted(folder.iterdir()) if path.stem == "report")
    (source,) = [item for item in read_file(report) if isinstance(item, Source)]
    read = named(annotation_of(source, next(iter(extract(nlp, [source])))))
    expected = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    unwanted = expected.pop("not", {})

    missing = [w for s, tables in expected.items() for w in tables if not any(meets(i, w) for i in read[SECTIONS[s]])]
    surplus = [i for s, tables in unwanted.items() for w in tables for i in read[SECTIONS[s]] if meets(i, w)]

    assert (missing, surplus) == ([], []), read
