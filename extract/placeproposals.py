"""Where an event took place when its own clause does not say: the places that a report names around it.

A report says once where its story plays, in the dateline or the lead, and then tells on. So every place of a report may
be that of an event: how near, how often and how early it is named, how many other events took place there, and whether
a more exact place of the same country is named tell how likely.
"""

from __future__ import annotations

from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from .drafts import Draft, sentence_numbers
from .grammar import path_between, preposition_of
from .intervals import is_long_before
from .locatives import WIDTH
from .proposals import BIRTH, Proposal
from .state import MentionSpan, Node, Reading

NEAR = 6
"""Places named further away, in sentences, come into question only where they matter in the whole report."""
LEADING = 3
"""So many of the places named most often, and of those named first, matter in the whole report."""
AIMS = frozenset({"against", "for"})
"""Prepositions behind which stands whom something is done for or to, and not where: "spying for Peru"."""
STEPS = (-8, -4, -2, -1, 0, 1, 2, 4, 8)
COUNTS = (1, 2, 3, 4, 6, 9)
SHARES = (0.05, 0.15, 0.3, 0.5)


class PlaceProposals:
    """Proposals for the places of the events of one document."""

    def __init__(self, reading: Reading, drafts: Sequence[Draft], groups: Mapping[str, str]) -> None:
        """``groups`` maps classes of events to the groups that they stand under."""
        self.reading = reading
        self.groups = groups
        self.sentences = sentence_numbers(drafts)
        places = [mention for mention in reading.mentions if mention.kind == "Place" and mention.node]
        self.named = sorted(places, key=lambda mention: mention.span.start)
        self.at = [self.sentences[mention.span.start] for mention in self.named] if self.sentences else []
        self.mentions: dict[str, list[MentionSpan]] = {}
        for mention in self.named:
            self.mentions.setdefault(str(mention.node), []).append(mention)
        self.told = Counter(place for draft in drafts for place in {place for place, _ in draft.frame.places})
        self.total = max(1, self.told.total())
        born = {place for draft in drafts if draft.frame.type == BIRTH for place, _ in draft.frame.places}
        self.births = {place for place in born if self.told[place] == 1 and self._is_narrow(place)}
        """Towns in which somebody was born and, as far as is told, nothing else was."""
        often = sorted(self.mentions, key=lambda name: (-len(self.mentions[name]), self.mentions[name][0].span.start))
        self.rank = {name: rank for rank, name in enumerate(often)}
        most = [place for place, _ in self.told.most_common(LEADING)]
        self.leading = [*often[:LEADING], *list(self.mentions)[:LEADING], *most]
        self.placed = [draft for draft in drafts if draft.frame.places]
        self.starts = [draft.trigger.token.i for draft in self.placed]
        self.narrowest = self._narrowest()
        self.standings = {name: tuple(self._standing(name)) for name in self.mentions} if drafts else {}

    def of(self, draft: Draft) -> Iterator[Proposal]:
        """Proposals for one event that has no place."""
        token = draft.trigger.token
        here = self.sentences[token.i]
        at = bisect(self.starts, token.i)
        neighbors = {"before": self.placed[at - 1 : at], "after": self.placed[at : at + 1]}
        event = list(_event(draft))
        around = self.named[bisect_left(self.at, here - NEAR) : bisect(self.at, here + NEAR)]
        past = is_long_before([date.interval for date in draft.frame.times], self.reading.source.published)
        gets = {participant.node for participant in draft.frame.participants if participant.rule == "syntax:to"}
        for name in dict.fromkeys([*(str(mention.node) for mention in around), *self.leading]):
            if name not in self.mentions or name in gets:
                continue
            nearby = [mention for mention in around if mention.node == name] or self.mentions[name][:1]
            mention = min(nearby, key=lambda mention: abs(mention.span.root.i - token.i))
            root = mention.span.root
            if (root.dep_ == "pobj" and root.head.lower_ in AIMS and draft.holds(root)) or _is_home(root):
                continue
            far = self.sentences[mention.span.root.i] - here
            if past and self._is_narrow(name) and not draft.holds(mention.span.root):
                continue
            extra = [*self.standings[name], *self._acting(name, draft), *self._near(mention, draft, far)]
            for word, others in neighbors.items():
                for other in others:
                    if name in {place for place, _ in other.frame.places}:
                        extra.append(f"{word}={bisect(STEPS, abs(other.sentence - draft.sentence))}")
            group = self.groups.get(draft.frame.type, draft.frame.type)
            features = [*event, *extra, *(f"{group}+{each}" for each in extra)]
            void = name in self.births
            yield Proposal("place", "report", name, mention.span, extra=features, whole=True, void=void)

    def _is_narrow(self, name: str) -> bool:
        """Whether a place is a town or less."""
        place = self.reading.nodes[name].grounding
        return place is None or WIDTH[place.precision] <= WIDTH["city"]

    def _standing(self, name: str) -> Iterator[str]:
        """What a place is in the report as a whole."""
        node = self.reading.nodes[name]
        mentions = self.mentions[name]
        yield f"rank={min(self.rank[name], 4)}"
        yield f"often={bisect(COUNTS, len(mentions))}"
        yield f"first={bisect(COUNTS, self.sentences[mentions[0].span.start])}"
        yield f"events={bisect(COUNTS, self.told[name])}"
        yield f"share={bisect(SHARES, self.told[name] / self.total)}"
        yield f"of={min(len(self.mentions), 8)}"
        yield f"width={node.grounding.precision if node.grounding else 'none'}"
        yield f"narrower={self._has_narrower(node)}"

    def _acting(self, name: str, draft: Draft) -> Iterator[str]:
        """Whether a place takes part in an event itself, or is in the name of one who does."""
        node = self.reading.nodes[name]
        actors = [self.reading.nodes[p.node] for p in draft.frame.participants if p.node in self.reading.nodes]
        yield f"acts={any(actor.id == name for actor in actors)}"
        yield f"named={any(actor.id != name and node.name in actor.name for actor in actors)}"

    def _near(self, mention: MentionSpan, draft: Draft, far: int) -> Iterator[str]:
        """How the mention nearest to the event stands to it."""
        root, token = mention.span.root, draft.trigger.token
        yield f"far={bisect(STEPS, far)}"
        yield f"words={bisect(COUNTS, abs(root.i - token.i) // 5)}"
        yield "left" if root.i < token.i else "right"
        if not far:
            inside = draft.holds(root)
            yield f"inside={inside}"
            yield f"place is {root.dep_}"
            yield f"prep={preposition_of(root)}"
            if inside:
                yield f"path={path_between(root, token)}"

    def _narrowest(self) -> dict[str | None, int]:
        """How exact the most exact place of each country is."""
        widths: dict[str | None, int] = {}
        for name in self.mentions:
            grounding = self.reading.nodes[name].grounding
            if grounding is not None:
                width = WIDTH[grounding.precision]
                widths[grounding.country] = min(width, widths.get(grounding.country, width))
        return widths

    def _has_narrower(self, node: Node) -> bool:
        """Whether the report names a more exact place of the same country."""
        place = node.grounding
        return place is not None and self.narrowest[place.country] < WIDTH[place.precision]


def _is_home(place: Token) -> bool:
    """Whether a place only says where somebody is from: "Anand Rao of India", "a coach from Peru"."""
    above = place.head
    if place.dep_ != "pobj" or above.lower_ not in {"from", "of"}:
        return False
    somebody = above.head.ent_type_ == "PERSON" and above.head.pos_ == "PROPN"
    return somebody or (above.lower_ == "from" and above.head.pos_ == "NOUN")


def _event(draft: Draft) -> Iterator[str]:
    """What bears on whether an event has a place at all."""
    token, frame = draft.trigger.token, draft.frame
    yield f"type={frame.type}"
    yield f"tag={token.tag_}"
    yield f"dep={token.dep_}"
    yield f"known={draft.trigger.known}"
    yield f"score={int(draft.score * 5)}"
    yield f"sentence={bisect(COUNTS, draft.sentence)}"
    yield f"who={min(len(frame.participants), 3)}"
    yield f"time={bool(frame.times)}"
    yield from (feature for feature in draft.features if feature.startswith(("quoted=", "aux=")))
