"""What people decided about a graph: read, written and replayed at every build.

``corrections.toml`` is meant for editing by hand and for version control: one table a decision, in order.
"""

from __future__ import annotations

import dataclasses
import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w

from .errors import CorrectionError
from .extract.resolve import Key, Resolution
from .files import write_atomically
from .model import Claim, Entity, Extraction, Reference
from .ontology.iris import claim_id

KINDS = ("Person", "Organization", "Place", "Event", "Thing")
_HEAD = """# Corrections: what people decided about this graph, replayed in this order at every build.
#   do = "merge"    entities = [A, B, ...]         all are A
#   do = "apart"    entities = [A, B]              they are two, whatever comes; `seen`: where
#   do = "split"    entity = A, sources = [...]    what these sources call A is another one
#   do = "rename"   entity = A, name = "..."       the old name stays as an alias
#   do = "retype"   entity = A, type = "..."       Person, Organization, Place, Event or an event class
#   do = "reject"   target = A or claim/...        it is left out of the graph
#   do = "confirm"  target = A or claim/...        it is right: its confidence becomes 1
# Entities and claims go by their ids, as `claimgraph explain` prints them. `why` is free text.
"""


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision: the verb, the entities or claims it is about, its value (a name, a type) and the reason."""

    do: str
    targets: tuple[str, ...]
    value: str = ""
    why: str = ""

    def __str__(self) -> str:
        value = self.value if self.do != "apart" else ""
        return " ".join(filter(None, (self.do, *self.targets, value and f"{value!r}")))


# The fields of each verb in the file: (where the targets stand, where the value stands).
_FIELDS = {
    "merge": ("entities", ""),
    "apart": ("entities", "seen"),
    "split": ("entity", "sources"),
    "rename": ("entity", "name"),
    "retype": ("entity", "type"),
    "reject": ("target", ""),
    "confirm": ("target", ""),
}
VERBS = tuple(_FIELDS)
# How many words each verb takes on the command line, and which.
_USAGE = {
    "merge": (2, 99, "A B..."),
    "apart": (2, 2, "A B"),
    "split": (2, 99, "A SOURCE..."),
    "rename": (2, 2, "A NAME"),
    "retype": (2, 2, "A TYPE"),
    "reject": (1, 1, "A|CLAIM"),
    "confirm": (1, 1, "A|CLAIM"),
}


def load(path: Path) -> list[Correction]:
    """The corrections in a file; none if there is no such file. Raises CorrectionError that names the entry."""
    if not path.exists():
        return []
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("correction", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path}: not valid TOML: {error}; mend that line") from None
    return [_parse(path, number, entry) for number, entry in enumerate(entries, 1)]


def _parse(path: Path, number: int, entry: Mapping[str, Any]) -> Correction:
    verb = entry.get("do")
    if verb not in _FIELDS:
        raise CorrectionError(f"{path}: correction {number} has do = {verb!r}; known: {', '.join(VERBS)}")
    targets, value = _FIELDS[verb]
    for field in filter(None, (targets, value if verb != "apart" else "")):
        if not entry.get(field):
            raise CorrectionError(f"{path}: correction {number} ({verb}) has no {field!r}")
    found = entry[targets]
    names = [found] if isinstance(found, str) else list(found)
    if verb == "apart":
        if len(names) != 2:
            raise CorrectionError(f"{path}: correction {number} (apart) has {len(names)} entities; it takes two")
        words = "\n".join(map(str, entry.get("seen", ())))
        return Correction(verb, tuple(map(str, names)), words, str(entry.get("why", "")))
    if verb == "split":
        names += [entry[value]] if isinstance(entry[value], str) else list(entry[value])
        return Correction(verb, tuple(map(str, names)), why=str(entry.get("why", "")))
    return Correction(verb, tuple(map(str, names)), str(entry.get(value, "")) if value else "", entry.get("why", ""))


def save(path: Path, corrections: Iterable[Correction]) -> None:
    """Write the corrections, with a heading that explains the file."""
    entries: list[dict[str, Any]] = []
    for correction in corrections:
        targets, value = _FIELDS[correction.do]
        entry: dict[str, Any] = {"do": correction.do}
        if correction.do == "split":
            entry |= {targets: correction.targets[0], value: list(correction.targets[1:])}
        else:
            entry[targets] = list(correction.targets) if targets == "entities" else correction.targets[0]
            if value and correction.value:
                entry[value] = correction.value.splitlines() if correction.do == "apart" else correction.value
        if correction.why:
            entry["why"] = correction.why
        entries.append(entry)
    write_atomically(path, _HEAD + "\n" + tomli_w.dumps({"correction": entries}))


def make(verb: str, arguments: Sequence[str], why: str, find: Callable[[str], str]) -> Correction:
    """The decision that a person's words mean; ``find`` gives the id of the entity they name.

    Raises CorrectionError if words are missing or too many, or name nothing.
    """
    least, most, usage = _USAGE[verb]
    if not least <= len(arguments) <= most:
        raise CorrectionError(f"{verb} got {len(arguments)} words; it takes: {verb} {usage}")
    first, *rest = arguments
    target = first if first.startswith("claim/") and verb in ("reject", "confirm") else find(first)
    if verb in ("merge", "apart"):
        others = tuple(map(find, rest))
        if target in others:
            raise CorrectionError(f"{verb} got {target!r} twice; it takes two or more different entities")
        return Correction(verb, (target, *others), why=why)
    if verb == "split":
        return Correction(verb, (target, *rest), why=why)
    return Correction(verb, (target,), rest[0] if rest else "", why)


@dataclass(slots=True)
class _Graph:
    """A resolution while corrections are applied to it."""

    entities: dict[str, Entity]
    ids: dict[Key, str]
    locals: dict[Key, Entity]
    sources: dict[str, str]
    rejected: set[str]
    confirmed: set[str]

    def need(self, entity: str) -> Entity:
        if entity not in self.entities:
            raise CorrectionError(f"no entity {entity!r} in this graph any more")
        return self.entities[entity]

    def move(self, old: str, new: str) -> None:
        self.ids = {key: new if value == old else value for key, value in self.ids.items()}


def _merge(graph: _Graph, correction: Correction) -> None:
    first, *others = correction.targets
    kept = graph.need(first)
    for other in others:
        gone = graph.need(other)
        forms = {*kept.aliases, gone.name, *gone.aliases} - {kept.name}
        grounding = kept.grounding or gone.grounding
        kept = dataclasses.replace(kept, aliases=tuple(sorted(forms)), grounding=grounding)
        graph.move(other, first)
        del graph.entities[other]
    graph.entities[first] = kept


def _split(graph: _Graph, correction: Correction) -> None:
    entity, *names = correction.targets
    graph.need(entity)
    moved = [key for key, value in graph.ids.items() if value == entity and graph.sources.get(key[0]) in names]
    if not moved:
        raise CorrectionError(f"{entity!r} is not named in {', '.join(names)}")
    local = graph.locals[min(moved)]
    tail = hashlib.sha256(" ".join(sorted(key[0] for key in moved)).encode()).hexdigest()[:6]
    new = dataclasses.replace(local, id=f"{entity}-{tail}")
    graph.entities[new.id] = new
    graph.ids |= dict.fromkeys(moved, new.id)
    if entity not in graph.ids.values():
        del graph.entities[entity]


def _rename(graph: _Graph, correction: Correction) -> None:
    entity = graph.need(correction.targets[0])
    aliases = tuple(sorted({*entity.aliases, entity.name} - {correction.value}))
    graph.entities[entity.id] = dataclasses.replace(entity, name=correction.value, aliases=aliases)


def _retype(graph: _Graph, correction: Correction) -> None:
    entity = graph.need(correction.targets[0])
    kind: Any = correction.value if correction.value in KINDS else "Event"
    graph.entities[entity.id] = dataclasses.replace(entity, kind=kind, type=correction.value)


def _reject(graph: _Graph, correction: Correction) -> None:
    target = correction.targets[0]
    if not target.startswith("claim/"):
        graph.need(target)
        del graph.entities[target]
    graph.rejected.add(target)


def _confirm(graph: _Graph, correction: Correction) -> None:
    target = correction.targets[0]
    if not target.startswith("claim/"):
        graph.need(target)
    graph.confirmed.add(target)


def _apart(graph: _Graph, correction: Correction) -> None:
    """Nothing is left to do: :func:`kept_apart` told the resolution, and review asks no more."""


_APPLY: dict[str, Callable[[_Graph, Correction], None]] = {
    "merge": _merge,
    "apart": _apart,
    "split": _split,
    "rename": _rename,
    "retype": _retype,
    "reject": _reject,
    "confirm": _confirm,
}


def apply(
    resolution: Resolution,
    extractions: Iterable[Extraction],
    names: Mapping[str, str],
    corrections: Iterable[Correction],
) -> tuple[Resolution, list[Extraction], list[str]]:
    """The resolution and the resolved extractions with the corrections in them, and what no longer applies.

    ``names`` maps the id of each source to its name, by which ``split`` knows it.
    """
    extractions = list(extractions)
    locals_ = {(x.source, e.id): e for x in extractions for e in x.entities}
    graph = _Graph(dict(resolution.entities), dict(resolution.ids), locals_, dict(names), set(), set())
    problems = []
    for correction in corrections:
        try:
            _APPLY[correction.do](graph, correction)
        except CorrectionError as error:
            problems.append(f"correction {correction}: {error}")
    corrected = Resolution(dict(sorted(graph.entities.items())), graph.ids, resolution.judgements)
    return corrected, [_judged(corrected.apply(x), graph) for x in extractions], problems


def _judged(extraction: Extraction, graph: _Graph) -> Extraction:
    """An extraction without the claims that were rejected, or that rest on a rejected entity."""

    def kept(claim: Claim) -> bool:
        named = {claim.subject, claim.object.id if isinstance(claim.object, Reference) else "", claim.speaker or ""}
        return not (graph.rejected & (named | {claim_id(claim)}))

    def weighed(claim: Claim) -> Claim:
        if graph.confirmed & {claim.subject, claim_id(claim)}:
            return dataclasses.replace(claim, evidence=dataclasses.replace(claim.evidence, score=1.0))
        return claim

    return dataclasses.replace(
        extraction,
        entities=tuple(graph.entities.get(e.id, e) for e in extraction.entities if e.id not in graph.rejected),
        mentions=tuple(m for m in extraction.mentions if m.entity not in graph.rejected),
        claims=tuple(weighed(claim) for claim in extraction.claims if kept(claim)),
    )
