"""Exports with names, kinds or sources hidden: what a redaction file asks for, done and proven.

The file names entities, kinds, sources and words (``docs/redaction.md``); here is found all that they are called.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .content import Content, content_of, vocabulary_of
from .errors import RedactionError, UsageError
from .folder import Folder
from .graph import view
from .graph.find import find
from .graph.knowledge import KnowledgeGraph
from .graph.records import speakers
from .graph.redact import Rules, parts_of, redact
from .graph.redactfixed import fixed_words
from .graph.redactlabels import Hidden
from .graph.redactproof import prove
from .graph.redactwords import Matcher
from .model import Entity, Extraction, Source
from .ontology.iris import slug
from .ontology.vocabulary import Vocabulary

_TOP = {"key": str, "coordinates": int, "allow": list, "redact": list}
_ENTRY = {
    "name": str, "kind": str, "source": str, "words": str,
    "do": str, "as": str, "also": list, "except": list, "parts": bool,
}  # fmt: skip
_WHAT = ("name", "kind", "source", "words")


@dataclass(frozen=True, slots=True)
class Redaction:
    """A graph that may be shown, and what looks for what is hidden in all that comes of it."""

    graph: KnowledgeGraph
    matcher: Matcher

    def export(self, form: str) -> bytes:
        """The graph in a format, proven. Raises RedactionError."""
        content = self.graph.export_bytes(form)
        prove(form, content.decode("utf-8"), self.matcher)
        return content

    def view(self, **options: Any) -> str:
        """The page that shows the graph, proven. Raises RedactionError."""
        page = self.graph.view(**options)
        prove("the page", page, self.matcher, view.fixed())
        return page

    def texts(self, write: Callable[[Sequence[Source], Sequence[Extraction]], dict[str, str]]) -> dict[str, str]:
        """The files that are written of the graph's records, by name, all proven. Raises RedactionError."""
        written = write(self.graph.sources, self.graph.extractions)
        for name, text in written.items():
            prove(name, f"{name}\n{text}", self.matcher)
        return written


def load(path: Path) -> dict[str, Any]:
    """A redaction file. Raises RedactionError that names what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise RedactionError(f"{path}: {error.strerror}; name a redaction file (see docs/redaction.md)") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RedactionError(f"{path}: not valid TOML: {error}; mend that line") from None
    _typed(str(path), data, _TOP)
    decimals = data.get("coordinates", 0)
    if not 0 <= decimals <= 6:
        raise RedactionError(f"{path}: coordinates = {decimals}; it takes how many decimals of a degree stay, 0 to 6")
    for number, entry in enumerate(data.get("redact", ()), 1):
        where = f"{path}: [[redact]] {number}"
        if not isinstance(entry, dict):
            raise RedactionError(f"{where} is no table; begin each with [[redact]]")
        _typed(where, entry, _ENTRY)
        given = [what for what in _WHAT if entry.get(what, "").strip()]
        if len(given) != 1:
            raise RedactionError(f"{where} has {', '.join(given) or 'nothing'}; it takes one of {', '.join(_WHAT)}")
        if entry.get("do", "pseudonym") not in ("pseudonym", "drop"):
            raise RedactionError(f"{where} has do = {entry['do']!r}; it takes pseudonym or drop")
    if not data.get("redact") and "coordinates" not in data:
        raise RedactionError(f"{path}: hides nothing; add a [[redact]] with name, kind, source or words")
    return data


def _typed(where: str, data: Mapping[str, Any], known: Mapping[str, type]) -> None:
    for name, value in data.items():
        if name not in known:
            raise RedactionError(f"{where}: unknown {name!r}; known: {', '.join(known)}")
        listed = isinstance(value, list) and (name == "redact" or all(isinstance(each, str) for each in value))
        if not isinstance(value, known[name]) or (known[name] is list and not listed):
            kind = "a list of strings" if known[name] is list else known[name].__name__
            raise RedactionError(f"{where}: {name} = {value!r}; it takes {kind}")


def redacted(folder: Path | str, path: Path) -> Redaction:
    """The graph of a folder as a redaction file lets it be shown. Raises RedactionError and FolderError."""
    data = load(path)
    target = Folder.open(folder)
    whole = content_of(target)
    dropped, veiled = _sources(whole, data, path)
    content = content_of(target, without=dropped) if dropped else whole
    words = vocabulary_of(target.settings)
    plan = _Plan(path, whole, content, words, target.settings.base)
    hidden = tuple(plan.hidden(data.get("redact", ())))
    rules = Rules(hidden, data.get("key", ""), data.get("coordinates"), veiled, tuple(data.get("allow", ())))
    done = redact(content.sources, content.extractions, content.resolution.entities, rules)
    trust = target.settings.trust
    if not isinstance(trust, str):
        trust = tuple(sorted(done.ids[i] for i in speakers(trust, content.resolution.entities) if i in done.ids))
    graph = KnowledgeGraph.of(
        done.sources, done.extractions, done.entities, vocabulary=words, base=target.settings.base, trust=trust
    )
    return Redaction(graph, done.matcher.without(fixed_words(words)))


def _sources(content: Content, data: Mapping[str, Any], path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The sources that are dropped, and those whose file name, title and origin are hidden."""
    found: dict[str, set[str]] = {"drop": set(), "pseudonym": set()}
    for entry in data.get("redact", ()):
        if name := entry.get("source"):
            ids = {s.id for s in content.sources if s.name == name or (len(name) > 7 and s.id.startswith(name))}
            if not ids:
                raise RedactionError(f"{path}: no source {name!r} in this graph; name it as `claimgraph remove` does")
            found[entry.get("do", "pseudonym")] |= ids
    return frozenset(found["drop"]), frozenset(found["pseudonym"])


@dataclass(slots=True)
class _Plan:
    """Finds what a file means: by the names of the whole graph, in what is left of it without the dropped sources."""

    path: Path
    whole: Content
    content: Content
    vocabulary: Vocabulary
    base: str
    left: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def hidden(self, entries: Iterable[Mapping[str, Any]]) -> Iterator[Hidden]:
        """What the entries hide: what is named, then words, then kinds."""
        listed = list(entries)
        done: set[str] = set()
        called = self._called()
        for entry in listed:
            if name := entry.get("name"):
                for hidden in self._named(name, entry, called):
                    done.add(hidden.entity)
                    yield hidden
        for entry in listed:
            if words := entry.get("words"):
                names = (words, *entry.get("also", ()))
                yield Hidden("", "", names, (), entry.get("as"), entry.get("do") == "drop" or "as" not in entry)
        for entry in listed:
            if kind := entry.get("kind"):
                for hidden in self._of_kind(kind, entry, called):
                    if not hidden.entity or hidden.entity not in done:
                        done.add(hidden.entity)
                        yield hidden

    def _called(self) -> dict[str, set[str]]:
        """What each entity of the whole graph is called: its names, and the words of its mentions by name."""
        called: dict[str, set[str]] = defaultdict(set)
        for entity in self.whole.resolution.entities.values():
            if entity.named or entity.kind != "Event":
                called[entity.id] |= {entity.name, *entity.aliases}
        for extraction in self.whole.extractions:
            for mention in extraction.mentions:
                if mention.level == "name" and mention.entity in called:
                    called[mention.entity].add(mention.text)
        return {i: {name for name in names if _is_name(name)} for i, names in called.items()}

    def _named(self, name: str, entry: Mapping[str, Any], called: Mapping[str, Collection[str]]) -> Iterator[Hidden]:
        try:
            identifier = find(name, self.whole.resolution.entities, self.base)
        except UsageError as error:
            hint = f"to keep out words that are no name here: words = {name!r}"
            raise RedactionError(f"{self.path}: {error}; {hint}") from None
        entity = self.whole.resolution.entities[identifier]
        own = () if name == identifier else (name,)
        names = (*own, entity.name, *entry.get("also", ()), *sorted(called.get(identifier, ())))
        yield from self._each(entity, names, entry)

    def _of_kind(self, kind: str, entry: Mapping[str, Any], called: Mapping[str, Collection[str]]) -> Iterator[Hidden]:
        kept = {slug(name) for name in entry.get("except", ())}
        classes = self.vocabulary.classes
        found = False
        for entity in self.whole.resolution.entities.values():
            if entity.kind == kind or (entity.type in classes and kind in self.vocabulary.ancestors(entity.type)):
                found = True
                if not kept & {slug(form) for form in (entity.name, *entity.aliases)}:
                    yield from self._each(entity, (entity.name, *sorted(called.get(entity.id, ()))), entry)
        if not found and kind not in classes and kind not in ("Person", "Organization", "Place", "Event", "Thing"):
            raise RedactionError(
                f"{self.path}: no kind {kind!r}; kinds are Person, Organization, Place, Event, or a class"
            )
        # Those who only publish or write are entities of no graph.
        told = {"Person": "author", "Organization": "publisher"}.get(kind, "")
        names = {getattr(source, told) for source in self.content.sources if told} - {None, ""}
        for name in sorted(names):
            if slug(name) not in kept:
                yield Hidden("", kind, (name,), parts_of(name) if kind == "Person" else (), None, _is_drop(entry))

    def _left(self) -> dict[str, set[str]]:
        """The ids that the entities of the whole graph have in what is left of it."""
        if not self.left:
            for key, identifier in self.whole.resolution.ids.items():
                if key in self.content.resolution.ids:
                    self.left[identifier].add(self.content.resolution.ids[key])
        return self.left

    def _each(self, entity: Entity, names: Iterable[str], entry: Mapping[str, Any]) -> Iterator[Hidden]:
        """What is hidden of an entity: itself in what is left of the graph, where it may have another id."""
        ids = self._left().get(entity.id, set())
        every = tuple(dict.fromkeys(names)) if entity.named or entity.kind != "Event" else ()
        telling = (part for name in (entity.name, entry.get("name", "")) for part in parts_of(name))
        parts = tuple(dict.fromkeys(telling)) if entity.kind == "Person" and entry.get("parts", True) else ()
        label = entry.get("as")
        for identifier in sorted(ids & self.content.resolution.entities.keys()) or [""]:
            yield Hidden(identifier, entity.kind, every, parts, label, _is_drop(entry))


def _is_drop(entry: Mapping[str, Any]) -> bool:
    return entry.get("do") == "drop"


def _is_name(words: str) -> bool:
    """Whether some words are a name, by their capitals: "the union" is none; what has no capitals may be."""
    return words != words.lower() or words == words.upper()
