"""Who is who in one document: names clustered into nodes, each with all its other names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from .aliases import (
    add_alias,
    capitals_of,
    initials_of,
    is_other_name,
    of_country,
    same_event,
    same_organization,
    same_person,
    without_title,
    words_of,
)
from .coreference import Coreference
from .fullforms import fuller_forms
from .gazetteer import Gazetteer, fold, gazetteer
from .grammar import NOUN_SUBJECTS
from .names_parse import organization_name
from .places import Grounder, bare_place
from .state import MentionSpan, Node, Reading, reading_of


@Language.factory("claimgraph_entities", requires=["doc._.reading"], assigns=["doc._.reading"])
def make_entities(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""

    def component(doc: Doc) -> Doc:
        reading = reading_of(doc)
        Clusters(doc, reading, gazetteer()).make_nodes()
        found = list(Coreference(doc, reading).links())
        reading.mentions += found
        for mention in found:
            pointing = mention.span[0].lower_ in {"this", "that"}
            if mention.level == "nominal" and mention.kind == "Organization" and mention.node and not pointing:
                add_alias(reading.nodes[mention.node], mention.span.text)
        return doc

    return component


class Clusters:
    """Groups the names of a document, by kind and by form."""

    def __init__(self, doc: Doc, reading: Reading, places: Gazetteer) -> None:
        self.doc = doc
        self.reading = reading
        self.places = places
        self.names = [m for m in reading.mentions if m.level == "name"]
        self.forms: dict[tuple[str, str], list[MentionSpan]] = defaultdict(list)
        for mention in self.names:
            self.forms[mention.kind, self._form(mention)].append(mention)
        self.leader = {key: key for key in self.forms}

    def _form(self, mention: MentionSpan) -> str:
        text = mention.span.text
        if mention.kind == "Person":
            text = without_title(text)
        elif mention.kind == "Place":
            text = bare_place(text)
        elif mention.kind == "Organization":
            text = of_country(text, self.places) or text
        return " ".join(words_of(text)) or fold(text)

    def make_nodes(self) -> None:
        """Add a node for every cluster, in the order of the text."""
        self._join_places()
        self._join_defined()
        self._join_acronyms()
        self._join_by("Person", same_person)
        self._join_by("Organization", same_organization)
        self._join_by("Event", same_event)
        clusters: dict[tuple[str, str], list[MentionSpan]] = defaultdict(list)
        for key, mentions in self.forms.items():
            clusters[self._find(key)] += mentions
        for mentions in sorted(clusters.values(), key=lambda ms: min(m.span.start for m in ms)):
            mentions.sort(key=lambda m: m.span.start)
            self._node(mentions)

    def _find(self, key: tuple[str, str]) -> tuple[str, str]:
        while self.leader[key] != key:
            key = self.leader[key]
        return key

    def _join(self, one: tuple[str, str], other: tuple[str, str]) -> None:
        self.leader[self._find(one)] = self._find(other)

    def _join_places(self) -> None:
        """Places of one GeoNames id, or countries of one code, are one."""
        grounder = Grounder(self.doc, self.names, self.places)
        by_id: dict[object, tuple[str, str]] = {}
        for key, mentions in self.forms.items():
            if key[0] != "Place":
                continue
            grounding = grounder.ground(mentions[0].span)
            for mention in mentions:
                mention.grounding = grounding
            if grounding and grounding.geonames:
                if grounding.geonames in by_id:
                    self._join(key, by_id[grounding.geonames])
                by_id.setdefault(grounding.geonames, key)
        nowhere = {key: ms for key, ms in self.forms.items() if key[0] == "Place" and not _has_point(ms[0])}
        ends = {" ".join(key[1].split()[-n:]): key for key in nowhere for n in range(1, len(key[1].split()))}
        for key in nowhere:
            if key[1] in ends:
                self._join(key, ends[key[1]])  # "the Capitol" of "the U.S. Capitol"

    def _join_defined(self) -> None:
        """A name is another's that the text puts in parentheses or behind a slash, or says that it is known as."""
        listed = False
        for left, right in zip(self.names, self.names[1:], strict=False):
            listed = left.kind == right.kind != "Place" and is_other_name(left.span, right.span, listed)
            if listed:
                self._join(self._key(right), self._key(left))
        for key, mentions in self.forms.items():
            if "/" in mentions[0].span.text:
                for part in mentions[0].span.text.split("/"):
                    other = key[0], " ".join(words_of(part))
                    if other in self.forms:
                        self._join(key, other)

    def _key(self, mention: MentionSpan) -> tuple[str, str]:
        return mention.kind, self._form(mention)

    def _join_acronyms(self) -> None:
        organizations = [(key, ms[0].span.text) for key, ms in self.forms.items() if key[0] == "Organization"]
        full: dict[str, tuple[str, str]] = {}
        for key, text in organizations:
            for initials in initials_of(text) if " " in key[1] else ():
                full.setdefault(initials, key)
        for key, text in organizations:
            if " " not in key[1] and (other := full.get(capitals_of(text))):
                self._join(key, other)

    def _join_by(self, kind: str, same: Callable[[tuple[str, ...], tuple[str, ...]], bool]) -> None:
        """Join each name to the one longer name it can be short for; to the last subject (else name) before it where
        there are several."""
        names = {key: tuple(key[1].split()) for key in self.forms if key[0] == kind}
        holding: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for key in sorted(names, key=lambda key: (-len(names[key]), key[1])):
            for word in dict.fromkeys(names[key]):
                holding[word].append(key)
        for key, short in sorted(names.items(), key=lambda item: (-len(item[1]), item[0][1])):
            candidates = dict.fromkeys(other for word in (short[:1] + short[-1:]) for other in holding[word])
            longer = [other for other in candidates if len(other[1]) > len(key[1]) and same(short, names[other])]
            if kind == "Organization" and (firms := [o for o in longer if organization_name(o[1]).words == short]):
                longer = firms  # "Acme" is "Acme AG" rather than "Acme Foundation"
            roots = list(dict.fromkeys(self._find(other) for other in longer))
            if len(roots) == 1:
                self._join(key, roots[0])
            elif roots and kind == "Person":
                first = self.forms[key][0].span.start
                before = [
                    (m.span.root.dep_ in NOUN_SUBJECTS, m.span.start, other)
                    for other in longer
                    for m in self.forms[other]
                    if m.span.start < first
                ]
                if before:
                    self._join(key, max(before)[2])

    def _node(self, mentions: list[MentionSpan]) -> Node:
        texts = list(dict.fromkeys(" ".join(m.span.text.split()) for m in mentions))
        node = self.reading.add_node(mentions[0].kind, _best_name(mentions, texts, self.places))
        for text in [*texts, *(form for m in mentions for form in fuller_forms(m))]:
            add_alias(node, text)
        node.grounding = next((m.grounding for m in mentions if m.grounding), None)
        for mention in mentions:
            mention.node = node.id
        return node


def _has_point(mention: MentionSpan) -> bool:
    return bool(mention.grounding and mention.grounding.geonames)


def _best_name(mentions: list[MentionSpan], texts: list[str], places: Gazetteer) -> str:
    """The fullest form; for places the first that is not an abbreviation."""
    if mentions[0].kind == "Place":
        return next((text for text in texts if len(fold(text)) > 3), texts[0])
    return max(texts, key=lambda text: (len(text.split()), len(text), text))
