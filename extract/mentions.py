"""Names of people, organizations, places and events: the recognizer's, put right by what the words say.

The recognizer's spans are repaired and split, runs of proper nouns that it missed are added, and
:mod:`nametypes` gives every name one kind in the whole document.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from .attachments import advance, coordinate, enlist, install, reattach
from .gazetteer import Gazetteer
from .lemmas import mend
from .lostsubjects import return_deeds, return_subjects, return_tellers, return_years
from .lostverbs import restore
from .namecues import cues
from .nametypes import NOTHING, Candidate, place_names, settle
from .namevotes import vote
from .repairs import recognized, trimmed
from .spans import acting_groups, bare_actors, defined_names, joined, whole_again, with_fronts
from .state import MentionSpan, reading_of

STORM = "storm"
LONGEST_COUNTRY = 5
PATTERN_RULES = frozenset({"event-noun", "actor"})
"""Rules whose names need no capital letter."""
MINISTERS = frozenset({"minister", "ministers", "ministry", "secretary"})
"""Words behind the field that somebody is in charge of."""


@Language.factory("claimgraph_mentions", requires=["doc.ents", "token.tag"], assigns=["doc._.reading"])
def make_mentions(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""

    def component(doc: Doc) -> Doc:
        mend(doc, nlp)
        restore(doc)
        return_subjects(doc)
        return_tellers(doc)
        return_years(doc)
        return_deeds(doc)
        found = find_names(doc, place_names())
        reattach(found)
        coordinate(found, place_names())
        enlist(found)
        install(found)
        advance(doc)
        reading_of(doc).mentions += found
        return doc

    return component


def find_names(doc: Doc, places: Gazetteer) -> list[MentionSpan]:
    """The names of a document, in order, none overlapping another."""
    patterns = [*_named_events(doc), *_storms(doc), *defined_names(doc)]
    patterns += [*acting_groups(doc, places), *_countries(doc, places)]
    runs = joined(doc, _without_overlap([*recognized(doc, places), *_proper_runs(doc, places)]), places)
    runs = _without_overlap([*with_fronts(doc, runs), *whole_again(doc, runs)])
    candidates = _without_overlap([*patterns, *runs])
    lower = {token.text for token in doc if token.text.islower()}
    inner = {token.text for token in doc if not token.is_sent_start}
    for candidate in candidates:
        vote(candidate, places, lower)
    settle(candidates, _lists(doc, candidates))
    for candidate in candidates:
        if candidate.rule == STORM:
            candidate.kind = "Event"
        if candidate.kind == "Event" and len(candidate.span) == 1 and not candidate.whole:
            candidate.kind = NOTHING  # "Oslo- Commemoration": what is left of it names no event.
    kept = [c for c in candidates if c.kind != NOTHING]
    actors = list(bare_actors(doc, kept))
    for actor in actors:
        actor.kind = "Organization"
    candidates = _without_overlap([*candidates, *_repeated(doc, candidates), *actors])
    return [
        MentionSpan(c.span, c.kind, rule=c.rule, score=0.9 if c.rule == "spacy" else 0.7)  # type: ignore[arg-type]
        for c in candidates
        if c.kind != NOTHING and _is_name(c, inner)
    ]


def _is_name(candidate: Candidate, inner: Container[str]) -> bool:
    """Whether a candidate names anything; ``inner`` are the words that stand within sentences."""
    words = cues()
    span = candidate.span
    if span.text.islower() and candidate.rule not in PATTERN_RULES:
        return False
    if len(span) == 1:
        bare = span.text.casefold()
        after = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
        if bare in words.organizations - words.actors and span[0].is_sent_start:
            if after in words.titles or _is_common(span, inner):
                return False  # "Union leader Jo Berg spoke."
        if bare in words.fields and after in MINISTERS:
            return False  # "Labor minister Ann Lee"
        if bare in words.honorifics and after in words.titles and candidate.kind != "Place":
            return False  # "Supreme" of "Supreme Leader"
        return len(span.text) > 1 and bare not in words.titles and bare not in words.suffixes
    return True


def _is_common(span: Span, inner: Container[str]) -> bool:
    """Whether a word stands before a common noun, and has its capital only where it begins a sentence."""
    doc = span.doc
    if span.end >= len(doc) or doc[span.end].pos_ != "NOUN" or not doc[span.end].text.islower():
        return False
    return span.text not in inner


def _countries(doc: Doc, places: Gazetteer) -> Iterator[Candidate]:
    """Countries whose names have several words: "Central African Republic", "Trinidad and Tobago"."""
    for token in doc[:-1]:
        if token.text[:1].isupper() and token.lower_ != "the" and doc[token.i + 1].is_alpha:
            for end in range(min(token.i + LONGEST_COUNTRY, len(doc)), token.i + 1, -1):
                if doc[end - 1].text[:1].isupper() and places.country(doc[token.i : end].text):
                    yield Candidate(doc[token.i : end], "GPE", rule="gazetteer")
                    break


def _proper_runs(doc: Doc, places: Gazetteer) -> Iterator[Candidate]:
    """Runs of proper nouns that the recognizer passed over, where a cue word or the gazetteer knows them."""
    i = 0
    while i < len(doc):
        if doc[i].tag_ not in {"NNP", "NNPS"} or not doc[i].text[:1].isupper() or doc[i].ent_type_:
            i += 1
            continue
        end = i + 1
        while end < len(doc) and not doc[end].ent_type_ and not doc[end].is_sent_start and _continues(doc, end):
            end += 1
        start, stop = trimmed(doc, i, end, "PERSON")
        if start < stop:
            candidate = Candidate(doc[start:stop], rule="proper-noun")
            if _has_cue(doc, candidate, places):
                yield candidate
        i = end


def _continues(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.tag_ in {"NNP", "NNPS"}:
        return token.text[:1].isupper()
    if token.text == "-" and (token.whitespace_ or doc[i - 1].whitespace_):
        return False
    return (
        token.lower_ in {"of", "de", "al", "bin", "-"}
        and i + 1 < len(doc)
        and doc[i + 1].tag_ in {"NNP", "NNPS"}
        and not doc[i + 1].ent_type_
    )


def _has_cue(doc: Doc, candidate: Candidate, places: Gazetteer) -> bool:
    words, span = cues(), candidate.span
    before = doc[span.start - 1].lower_ if span.start else ""
    last = span[-1].lower_
    if places.country(span.text) or places.regions(span.text):
        return True
    if places.cities(span.text):
        return True
    if len(span) > 1 and (last in words.organizations or last in words.places):
        return True
    if len(span) == 1 and span.text.isupper() and len(span.text) > 2:
        return True
    return before in words.titles or len(span) in (2, 3)


def _repeated(doc: Doc, candidates: list[Candidate]) -> Iterator[Candidate]:
    """Further occurrences of names of one word, and of surnames, that the recognizer saw only elsewhere."""
    kinds: dict[str, str] = {}
    for candidate in candidates:
        last = candidate.span[-1]
        if candidate.kind == "Person" and len(candidate.span) in (2, 3) and len(last.text) > 3:
            kinds.setdefault(last.text, "Person")
    kinds |= {
        c.span.text: c.kind for c in candidates if len(c.span) == 1 and c.kind != NOTHING and len(c.span.text) > 2
    }
    covered = {i for c in candidates for i in range(c.span.start, c.span.end)}
    for token in doc:
        if token.text in kinds and token.i not in covered and token.tag_ in {"NNP", "NNPS"}:
            yield Candidate(doc[token.i : token.i + 1], kind=kinds[token.text], rule="repeated")


def _named_events(doc: Doc) -> Iterator[Candidate]:
    """A year or a capitalized modifier before an event noun: "the 1927 flood"."""
    words = cues()
    for token in doc:
        if token.lower_ not in words.events:
            continue
        start = token.i
        while (
            start
            and doc[start - 1].dep_ in {"compound", "amod", "nummod"}
            and doc[start - 1].text[:1].isupper()
            and not doc[start].is_sent_start
        ):
            start -= 1
        year = start > 0 and doc[start - 1].shape_ == "dddd" and not doc[start].is_sent_start
        if year and (token.lower_ not in words.capital_events or token.text[:1].isupper()):
            yield Candidate(doc[start - 1 : token.i + 1], "EVENT", rule="event-noun")
        elif start < token.i and doc[start].pos_ == "PROPN" and token.lower_ not in words.capital_events:
            yield Candidate(doc[start : token.i + 1], "EVENT", rule="event-noun")


def _storms(doc: Doc) -> Iterator[Candidate]:
    """A storm and its name, and the name alone wherever it comes again: "tropical storm Odette", "Odette"."""
    names: set[str] = set()
    for token in doc:
        kind = token.nbor(-1) if token.i else token
        if token.pos_ != "PROPN" or not token.text.istitle() or kind.lower_ not in cues().storms:
            continue
        if token.i + 1 < len(doc) and token.nbor().pos_ == "PROPN":
            continue  # "the storm Maria Lund spoke of"
        start = kind.i - (kind.i > 0 and doc[kind.i - 1].lower_ == "tropical")
        names.add(token.text)
        yield Candidate(doc[start : token.i + 1], "EVENT", rule=STORM)
    for token in doc:
        if token.text in names and token.i and token.nbor(-1).lower_ not in cues().storms:
            yield Candidate(doc[token.i : token.i + 1], "EVENT", rule=STORM)


def _without_overlap(candidates: list[Candidate]) -> list[Candidate]:
    """Event patterns win, then the longer; in the order of the text."""
    taken: set[int] = set()
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-len(c.span), c.rule in {"spacy", "proper-noun"}, c.span.start)):
        places = set(range(candidate.span.start, candidate.span.end))
        if not places & taken:
            taken |= places
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.span.start)


def _lists(doc: Doc, candidates: list[Candidate]) -> list[list[Candidate]]:
    """Names with nothing but commas and "and" between them."""
    lists: list[list[Candidate]] = []
    for candidate in candidates:
        if lists and _joined(doc, lists[-1][-1].span, candidate.span):
            lists[-1].append(candidate)
        else:
            lists.append([candidate])
    return [members for members in lists if len(members) > 2]


def _joined(doc: Doc, left: Span, right: Span) -> bool:
    between = doc[left.end : right.start]
    return 0 < len(between) < 4 and all(t.lower_ in {",", "and", "&", "or", ";", "the"} for t in between)
