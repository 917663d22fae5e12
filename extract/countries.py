"""The countries that a document's adjectives stand for ("French", "Korean"), as its nodes."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Token

from .gazetteer import gazetteer
from .state import MentionSpan, Node, Reading


class Countries:
    """The nodes of the countries that a document speaks of."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.by_code: dict[str, Node] = {}
        counts: Counter[str] = Counter()
        codes: dict[str, str] = {}
        for node in reading.nodes.values():
            if node.kind == "Place" and node.grounding and node.grounding.country:
                codes[node.id] = node.grounding.country
                if node.grounding.precision == "country":
                    self.by_code.setdefault(node.grounding.country, node)
        for mention in reading.mentions:
            if mention.node in codes:
                counts[codes[mention.node]] += 1
        (best, often), (_, less) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        named = sum(m.node == self.by_code[best].id for m in reading.mentions) if best in self.by_code else 0
        told = sum(m.kind == "Place" and m.level == "name" for m in reading.mentions)
        mostly = named > 1 and often > 2 * less and 3 * often >= told  # nobody knows where all the others are
        self.usual: Node | None = self.by_code[best] if mostly else None
        """The country, named more than once, of which a document speaks twice as often as of any other."""

    def of_demonym(self, token: Token) -> Node | None:
        """The node of the country whose adjective a token is; made if the document does not name it otherwise."""
        if not token.text[:1].isupper() or token.pos_ not in {"ADJ", "PROPN", "NOUN"}:
            return None
        code = gazetteer().demonyms.get(token.lower_)
        if code is None:
            return None
        if code not in self.by_code:
            places = gazetteer()
            country = places.country(places.country_names[code])
            node = self.reading.add_node("Place", places.country_names[code])
            node.grounding = places.located(country) if country else None
            span = token.doc[token.i : token.i + 1]
            self.reading.mentions.append(MentionSpan(span, "Place", "nominal", node.id, "demonym", 0.6))
            self.by_code[code] = node
        return self.by_code[code]
