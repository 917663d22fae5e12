"""Who holds a role: "the chairman, Jane Roe", "ministry spokesman John Doe", and then "the spokesman"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .quotes import is_break
from .state import Node, Reading

REACH = 7
"""Tokens within which a name stands behind its role."""
TITLED = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "PART", "PUNCT", "NUM"})
JOINED = frozenset({"of", "for", "'s", "’s", "-", "(", ")", "/", "general"})
APART = frozenset({"of", "to", "with"})
"""Prepositions behind an adjective, behind which stands somebody else: "close to"."""


class RoleHolders:
    """The people of a document by the nouns that describe them."""

    def __init__(self, doc: Doc, reading: Reading) -> None:
        self.doc = doc
        self.reading = reading
        self.by_role: dict[str, list[tuple[int, str]]] = {}
        for mention in sorted(reading.mentions, key=lambda m: m.span.start):
            if mention.level == "name" and mention.node and mention.kind in {"Person", "Organization"}:
                for role in self._roles(mention.span.root, mention.span.start, mention.span.end):
                    self.by_role.setdefault(role, []).append((mention.span.start, mention.node))

    def _roles(self, root: Token, start: int, end: int) -> set[str]:
        """The nouns that stand in apposition to a name, or right before it."""
        found = {c.lemma_.lower() for c in root.children if c.dep_ == "appos" and c.pos_ == "NOUN"}
        if root.dep_ == "appos" and root.head.pos_ == "NOUN":
            found.add(root.head.lemma_.lower())
        found |= {c.lemma_.lower() for c in root.children if c.dep_ == "compound" and not start <= c.i < end}
        index = start - 1
        while index >= max(0, start - 3) and self.doc[index].pos_ in {"NOUN", "PROPN"}:
            found.add(self.doc[index].lemma_.lower())
            index -= 1
        found |= {t.lemma_.lower() for t in self.doc[start : end - 1]} if end - start > 2 else set()
        return found

    def holder_of(self, role: str, before: int) -> Node | None:
        """Who was last described by this noun, or will be, if hardly anybody else is."""
        holders = [node for start, node in self.by_role.get(role, ()) if start < before]
        holders = holders or [node for _, node in self.by_role.get(role, ())][:2]
        return self.reading.nodes.get(holders[-1]) if holders and len(set(holders)) <= 2 else None

    def named_behind(self, end: int) -> Node | None:
        """The person whose name follows an organization's and a role: "Acme (AC) spokesman John Doe"."""
        doc = self.doc
        role = False
        for index in range(end, min(end + REACH + 2, len(doc))):
            token = doc[index]
            node = self._person(token)
            if node is not None:
                return node if role and token.pos_ == "PROPN" else None
            if is_break(token) or (token.pos_ not in TITLED and token.lower_ not in JOINED):
                return None
            if token.is_punct and token.text not in {"(", ")", "-"}:
                return None
            role |= token.pos_ in {"NOUN", "PROPN"}
        return None

    def named_within(self, token: Token) -> Node | None:
        """The person whose name the parser hung on a role: "director general X", "the chairman, X"."""
        for child in token.children:
            if child.dep_ in {"appos", "compound", "nmod", "conj", "nsubj"} and (
                child.dep_ != "conj" or child.pos_ == "PROPN"
            ):
                node = self.reading.node_at(child)
                if node is not None and (node.kind == "Person" or (child.dep_ == "appos" and node.kind != "Event")):
                    return node
        comma = False
        if (
            token.i + 2 < len(self.doc)
            and self.doc[token.i + 1].pos_ == "ADJ"
            and self.doc[token.i + 2].lower_ in APART
        ):
            return None  # "sources close to Jo Roe"
        for index in range(token.i + 1, min(token.i + REACH, len(self.doc))):
            after = self.doc[index]
            if after.pos_ in {"VERB", "AUX"} or after.text in {".", ";"} or after.is_space:
                return None
            node = self._person(after)
            if node is not None and after.pos_ == "PROPN":
                return node if not comma or self._closed(after) else None
            comma |= after.text == ","
        return None

    def _closed(self, token: Token) -> bool:
        """Whether a name ends what it stands in: a comma, a full stop or a verb comes next."""
        mention = self.reading.mention_at(token)
        end = mention.span.end if mention is not None else token.i + 1
        return end >= len(self.doc) or self.doc[end].is_punct or self.doc[end].pos_ in {"VERB", "AUX"}

    def _person(self, token: Token) -> Node | None:
        node = self.reading.node_at(token)
        return node if node is not None and node.kind == "Person" else None
