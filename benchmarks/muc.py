"""How many attacks, kidnappings, bombings and arsons come out of reports, with place, date, victim and perpetrator.

    python -m benchmarks.muc FOLDER [--part dev|train] [--limit N] [--show]

FOLDER holds MUC-4 as GTT has it (gtt_dev.jsonl.xz) and the raw texts and keys (a .tar.xz). The reports are wire copy in
capitals, and are read as they are; the dateline gives the date of publication. Our events of violence within a
document that do not speak against each other make one incident. Only what has a name is a node of ours; "guerrillas"
or "a peasant", which the keys hold too, are arguments of open claims (--open of build), shown as a system of its own.
Beside them a baseline: one incident for each type that a word
of a list tells, with the nearest names that the stock spaCy model finds, in the same restored text.
"""

from __future__ import annotations

import argparse
import calendar
import json
import lzma
import re
import tarfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Span, Token

from claimgraph.annotation import annotation_of
from claimgraph.extract import DEFAULT_MODEL
from claimgraph.extract.casing import is_caseless, restored
from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.pipeline import extract, make_nlp
from claimgraph.model import Source

from .machine import describe
from .templates import EXTRA, SLOTS, Counts, Days, Template, days_of, normalized, places_of, score, total
from .unnamed import Unnamed, unnamed_of

HEADER = re.compile(r"^\s*(?P<place>[A-Z .]+?)(?: \([A-Z ]+\))?, (?P<date>\d{1,2} [A-Z]{3} \d{2})\b.*?--\s*", re.DOTALL)
MARKS = re.compile(r"--\s*(?:\[[^\]]+\]\s*)*\[TEXT\]\s*")
SETTINGS = tomllib.loads((files(__package__) / "muc.toml").read_text("utf8"))
HUMAN, GROUP = "Person", "Organization"
DEEDS = frozenset({"agent", "organizer"})
NEAR = 12
"""The farthest that the baseline looks for a name, in words."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report, and the templates of its key."""

    source: Source
    key: tuple[Template, ...]


def reports(folder: Path, part: str) -> list[Report]:
    """The reports of a part with GTT's templates, to which the raw keys add dates and places."""
    texts, keys = _raw(next(folder.glob("raw*.tar.xz")))
    out = []
    with lzma.open(folder / f"gtt_{part}.jsonl.xz", "rt", encoding="utf8") as file:
        for line in file:
            row = json.loads(line)
            raw = keys.get(row["docid"], [])
            templates = row["templates"]
            assert len(raw) == len(templates), row["docid"]
            key = tuple(_template(t, *occasion) for t, occasion in zip(templates, raw, strict=True))
            out.append(Report(_source(row["docid"], texts[row["docid"]]), key))
    return out


def _raw(archive: Path) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """The texts, and the date and place of each template, by document."""
    texts: dict[str, str] = {}
    keys: dict[str, list[tuple[str, str]]] = {}
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            folder, _, name = member.name.rpartition("/")
            file = tar.extractfile(member)
            if file is None or not re.search(r"/(dev|tst\d)$", folder):
                continue
            content = file.read().decode("latin-1")
            if name.startswith("key-"):
                for block in re.split(r"\n(?=0\.\s+MESSAGE: ID)", content):
                    _, *slots = (re.search(rf"^{n}\.\s+\S+ \S+\s+(.*(?:\n\s+.*)*)", block, re.M) for n in range(4))
                    document = re.search(r"^0\.\s+MESSAGE: ID\s+(\S+)", block, re.M)
                    if document and all(slots) and slots[1] and slots[2] and slots[1][1].strip() != "*":
                        keys.setdefault(document[1], []).append((slots[1][1], slots[2][1]))
            else:
                for document_id, text in re.findall(
                    r"^((?:DEV|TST\d)-MUC\d-\d+).*\n([\s\S]*?)(?=^(?:DEV|TST\d)-MUC\d-\d|\Z)", content, re.M
                ):
                    texts[document_id] = text
    return texts, keys


def _template(row: Mapping[str, Any], date: str, location: str) -> Template:
    fillers = {slot: tuple(frozenset(normalized(name) for name, _ in entity) for entity in row[slot]) for slot in SLOTS}
    return Template(row["incident_type"], fillers, days_of(date), places_of(location))


def _source(name: str, text: str) -> Source:
    """The report without the marks of the monitoring service, its dateline's day as the day of publication."""
    header = HEADER.match(text)
    published = days_of(header["date"])[0][1] if header else None
    return Source.of(f"{name}.txt", MARKS.sub("-- ", text, count=1), published=published)


def _kind(type_: str, words: str) -> str | None:
    """The type of incident that an event is."""
    for kind, starts in SETTINGS["words"].items():
        if any(re.search(rf"\b{start}", words) for start in starts):
            return str(kind)
    return str(SETTINGS["types"][type_]) if type_ in SETTINGS["types"] else None


@dataclass(slots=True)
class Incident:
    """Events that tell one incident."""

    type: str
    days: set[Days]
    places: set[str]
    slots: dict[str, dict[str, None]]
    countries: set[str] = field(default_factory=set)

    def fits(self, other: Incident) -> bool:
        """Whether nothing speaks against the two being one."""
        if self.type != other.type and "attack" not in (self.type, other.type):
            return False
        apart = self.days and other.days and not any(_meet(a, b) for a in self.days for b in other.days)
        far = self.places and other.places and not self.places & other.places
        hurt, hurt_too = self.slots["Victim"], other.slots["Victim"]
        return not apart and not far and not (hurt and hurt_too and not hurt.keys() & hurt_too.keys())

    def join(self, other: Incident) -> None:
        """Take in another."""
        self.type = other.type if self.type == "attack" else self.type
        self.days |= other.days
        self.places |= other.places
        self.countries |= other.countries
        for slot, fillers in other.slots.items():
            self.slots[slot] |= fillers


def incidents(
    annotation: Mapping[str, Any], countries: Mapping[str, str], unnamed: Unnamed | None = None
) -> list[Template]:
    """The incidents that a graph of one report tells as actual; ``unnamed`` takes part in them, too."""
    entities = {entity["id"]: entity for entity in annotation["entities"]}
    linked: dict[str, list[tuple[str, str]]] = {}
    for relation in annotation["relations"]:
        if relation["p"] in {"responsibleFor", "victimOf"}:
            role = "agent" if relation["p"] == "responsibleFor" else "patient"
            linked.setdefault(relation["o"], []).append((relation["s"], role))
    out: list[Incident] = []
    for event in annotation["events"]:
        if event["class"] not in {*SETTINGS["types"], "Other"} or event["modality"] != "actual":
            continue
        kind = _kind(event["class"], event["trigger"].lower())
        if kind is None:
            continue
        who = [(p["entity"], p["role"]) for p in event["participants"]] + linked.get(event["id"], [])
        incident = _incident(kind, event, [(entities[e], role) for e, role in who if e in entities])
        for slot, words in (unnamed or {}).get(event["id"], ()):
            incident.slots[slot][words] = None
        places = [entities[place] for place in event["places"]]
        incident.places = {place["name"] for place in places}
        incident.countries = {countries[place["country"]] for place in places if place["country"] in countries}
        earlier = next((each for each in out if each.fits(incident)), None)
        if earlier is None:
            out.append(incident)
        else:
            earlier.join(incident)
    return [_filled(incident) for incident in out]


def _meet(one: Days, other: Days) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _incident(kind: str, event: Mapping[str, Any], who: Iterable[tuple[Mapping[str, Any], str]]) -> Incident:
    slots: dict[str, dict[str, None]] = {slot: {} for slot in SLOTS}
    for entity, role in who:
        person = entity["type"] == HUMAN
        if role in DEEDS and entity["type"] in {HUMAN, GROUP}:
            slots["PerpInd" if person else "PerpOrg"][normalized(entity["name"])] = None
        elif role not in DEEDS:
            slots["Victim" if person else "Target"][normalized(entity["name"])] = None
    days = {_days(event["start"], event["end"] or event["start"])} if event["start"] else set()
    return Incident(kind, days, set(), slots)


def _days(begin: str, end: str) -> Days:
    """The first and the last day of dates that may be as wide as a year.

    >>> _days("1990-02", "1990-02")
    ('1990-02-01', '1990-02-28')
    """
    if len(end) == 4:
        end += "-12"
    if len(end) == 7:
        end += f"-{calendar.monthrange(int(end[:4]), int(end[5:]))[1]:02}"
    return (begin + "-01-01"[len(begin) - 4 :] if len(begin) < 10 else begin), end


def _filled(incident: Incident) -> Template:
    slots = {slot: tuple(frozenset({name}) for name in names) for slot, names in incident.slots.items()}
    chain = (*sorted(incident.countries), *sorted(incident.places))
    return Template(incident.type, slots, tuple(sorted(incident.days)), (chain,) if chain else ())


def baseline(doc: Doc, published: str | None) -> list[Template]:
    """One incident for each type that a word of the list tells, dated by the dateline, with the nearest names."""
    out: dict[str, Incident] = {}
    for token in doc:
        kind = next((k for k, starts in SETTINGS["baseline"].items() if token.lower_.startswith(tuple(starts))), None)
        if kind is None:
            continue
        near = sorted(doc.ents, key=lambda entity: _gap(entity, token))
        near = [entity for entity in near if entity.sent == token.sent and _gap(entity, token) <= NEAR]
        slots: dict[str, dict[str, None]] = {slot: {} for slot in SLOTS}
        wanted = {
            "PerpOrg": ({"ORG", "NORP"}, True),
            "PerpInd": ({"PERSON"}, True),
            "Victim": ({"PERSON"}, False),
            "Target": ({"ORG", "FAC"}, False),
        }
        for slot, (labels, before) in wanted.items():
            found = next((e for e in near if e.label_ in labels and (e.start < token.i) == before), None)
            if found is not None:
                slots[slot][normalized(found.text)] = None
        places = [entity.text for entity in near if entity.label_ in {"GPE", "LOC"}][:1]
        days = {(published, published)} if published else set()
        incident = Incident(kind, days, set(places), slots)
        if kind not in out:
            out[kind] = incident
        elif not any(out[kind].slots.values()):
            out[kind].join(incident)
    return [_filled(incident) for incident in out.values()]


def _gap(entity: Span, token: Token) -> int:
    return max(entity.start - token.i, token.i - entity.end + 1)


def _names_of_countries(corpus: Sequence[Report]) -> dict[str, str]:
    """The name that the keys have for each country code."""
    names = {chain[0] for report in corpus for template in report.key for chain in template.places}
    found = {name: gazetteer().country(name.title()) for name in sorted(names)}
    return {place.grounding.country: name for name, place in found.items() if place and place.grounding.country}


def _table(title: str, counts: Mapping[str, Counts]) -> str:
    cells = [
        f"{p:.3f} / {r:.3f} / {f:.3f}" for p, r, f in (counts[s].rates for s in ("type", *SLOTS[:4], *EXTRA, "all"))
    ]
    return f"| {title} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print precision, recall and F1 by slot, ours and the baseline's."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--limit", type=int, help="so many reports of the part")
    parser.add_argument("--show", action="store_true", help="print each report's templates, ours and the key's")
    options = parser.parse_args()
    corpus = reports(options.folder, options.part)[: options.limit]
    countries = _names_of_countries(corpus)
    nlp, stock = make_nlp(open=True), spacy.load(DEFAULT_MODEL)
    ours, plain, whole = [], [], []
    for report, extraction in zip(corpus, extract(nlp, [r.source for r in corpus]), strict=True):
        annotation = annotation_of(report.source, extraction)
        ours.append(score(incidents(annotation, countries), report.key))
        found = incidents(annotation, countries, unnamed_of(report.source, extraction))
        whole.append(score(found, report.key))
        text = report.source.text
        doc = stock(restored(nlp, text) if is_caseless(text) else text)
        plain.append(score(baseline(doc, report.source.published), report.key))
        if options.show:
            print(report.source.name, *(f"  ours {t}" for t in found), *(f"  key  {t}" for t in report.key), sep="\n")
    templates = sum(len(report.key) for report in corpus)
    print(f"# {describe()}; {len(corpus)} reports, {templates} incidents; precision / recall / F1\n")
    print("| system | type | " + " | ".join((*SLOTS[:4], *EXTRA)) + " | all of GTT's |\n|" + "---|" * 9)
    print(_table("baseline", total(plain)))
    print(_table("claimgraph", total(ours)))
    print(_table("claimgraph --open", total(whole)))


if __name__ == "__main__":
    main()
