"""What stands in place of what is hidden, and where everything else stands then."""

from __future__ import annotations

import hashlib
import hmac
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .redactwords import Hit, words_of

DROPPED = "[…]"


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something to be hidden: the entity, if it is one; all that it is called; what stands for it, or None: nothing."""

    entity: str
    kind: str
    names: tuple[str, ...]
    parts: tuple[str, ...] = ()
    label: str | None = None
    drop: bool = False


class Move:
    """Where a character of a text stands in the text as names in it were replaced."""

    def __init__(self, pieces: Sequence[tuple[int, int, int]]) -> None:
        self.pieces = pieces  # where a replaced stretch began and ended, and how much longer the text is behind it

    def __call__(self, position: int, *, ending: bool = False) -> int:
        """The place of a position; one within a replaced stretch is its beginning or, where so wanted, its end."""
        at = bisect_left(self.pieces, position + (not ending), key=lambda piece: piece[0]) - 1
        if at < 0:
            return position
        start, end, longer = self.pieces[at]
        if position >= end:
            return position + longer
        return end + longer if ending else start + (self.pieces[at - 1][2] if at else 0)


def replaced(text: str, hits: Iterable[Hit], labels: Sequence[str]) -> tuple[str, Move]:
    """A text with the labels in place of the hits, and where everything stands in it."""
    out: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    position = longer = 0
    for hit in hits:
        out += [text[position : hit.start], labels[hit.owner]]
        longer += len(labels[hit.owner]) - (hit.end - hit.start)
        pieces.append((hit.start, hit.end, longer))
        position = hit.end
    return "".join([*out, text[position:]]), Move(pieces)


def code(key: str, *content: str) -> str:
    """Eight characters that follow from the content, and from which only the key leads back to it (RFC 2104)."""
    return hmac.new(key.encode(), "\n".join(content).encode(), hashlib.sha256).hexdigest()[:8].upper()


def labels_of(hidden: Sequence[Hidden], key: str, order: Sequence[int]) -> list[str]:
    """What stands for each: its own label, else one made with the key, else one by its number, in the order given."""
    labels = [DROPPED] * len(hidden)
    counts: dict[str, int] = {}
    taken: set[str] = set()
    for number in dict.fromkeys(order):
        each = hidden[number]
        if each.drop:
            continue
        kind = each.kind or "Words"
        if each.label is not None:
            label = each.label
        elif key:
            spelled = " ".join(word.folded for word in words_of(each.names[0] if each.names else each.entity))
            label = f"{kind} {code(key, kind, spelled)}"
        else:
            counts[kind] = counts.get(kind, 0) + 1
            label = f"{kind} {counts[kind]}"
        while label in taken:
            label += "+"
        taken.add(label)
        labels[number] = label
    return labels
