"""The words of the clause that a word governs, as they are shown for an event."""

from __future__ import annotations

from spacy.tokens import Span, Token

from .grammar import CLAUSES


def clause_of(token: Token, limit: int = 25) -> Span:
    """The shortest run of tokens around a predicate that holds it and its arguments, without its sub-clauses.

    A clause longer than ``limit`` tokens is cut at its far end.
    """
    doc = token.doc
    start, end = token.i, token.i + 1
    for child in token.children:
        if child.dep_ in CLAUSES or child.dep_ in {"conj", "cc", "punct", "mark"}:
            continue
        left, right = _phrase(child)
        if child.i < token.i:
            start = min(start, left)
        else:
            end = max(end, right)
    for child in token.children:
        if child.dep_ in CLAUSES or child.dep_ == "conj":
            left, right = child.left_edge.i, child.right_edge.i + 1
            if child.i > token.i and left < end:
                end = max(token.i + 1, min(end, left)) if right >= end else end
            elif child.i < token.i and right > start:
                start = min(token.i, max(start, right)) if left <= start else start
    if end - start > limit:
        start = max(start, token.i - limit // 2)
        end = min(end, start + limit)
    while end - 1 > token.i and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    while start < token.i and (doc[start].is_space or doc[start].is_punct):
        start += 1
    return doc[start:end]


def _phrase(token: Token) -> tuple[int, int]:
    """The edges of a phrase without the clauses that hang on its end."""
    end = token.right_edge.i + 1
    for child in token.rights:
        if (
            child.dep_ in {"relcl", "acl", "advcl"}
            and child.right_edge.i + 1 == end
            and child.left_edge.i - token.i > 3
        ):
            end = child.left_edge.i
    return token.left_edge.i, max(end, token.i + 1)
