"""Tags and lemmas that the tagger and the lemmatizer get wrong, mended before anything is read off them.

The rule lemmatizer takes "raped" for a form of "rap" and "staged" for one of "stag", since both verbs exist, and
"taxes" for several of "taxis"; it does not know "rebrand". A verb of one syllable that ends in one vowel and one
consonant doubles the latter ("rapped"), as any grammar of English has it, so that a form with a single one is of the
verb with "e".
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import cast

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc, Token

from .namecues import cues
from .wordlists import toml_of

DOUBLING = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]")
"""A verb that doubles its last letter before "-ed" and "-ing"."""
ENDINGS = ("ed", "ing")
PREFIXES = ("co", "counter", "crowd", "cyber", "mis", "out", "over", "pre", "re", "retro", "un", "under", "water")
PLURALS: dict[str, str] = toml_of("lemmas.toml")["plurals"]
JOINTLY = "co-"
INFLECTED = frozenset({"VBD", "VBN", "VBG"})


def mend(doc: Doc, nlp: Language) -> None:
    """Mend tags and lemmas of a document; nothing happens where the model has no rule lemmatizer."""
    if not nlp.has_pipe("lemmatizer"):
        return
    lemmatizer = cast(Lemmatizer, nlp.get_pipe("lemmatizer"))
    known: Set[str] = frozenset()
    if lemmatizer.lookups.has_table("lemma_index"):
        known = frozenset(lemmatizer.lookups.get_table("lemma_index").get("verb", ()))
    for token in doc:
        if _is_common(token):
            token.tag_, token.pos_ = "NNS", "NOUN"
            token.lemma_ = lemmatizer.lemmatize(token)[0].lower()
        elif token.lower_.startswith(JOINTLY):
            token.lemma_ = _jointly(token, lemmatizer)
        elif token.tag_ == "NNS" and token.lower_ in PLURALS:
            token.lemma_ = PLURALS[token.lower_]
        elif token.tag_ in INFLECTED and (lemma := mended(token.lower_, token.lemma_, known)):
            token.lemma_ = lemma


def _jointly(token: Token, lemmatizer: Lemmatizer) -> str:
    """The lemma of what is done or held with others, without "co-": whoever co-founds founds."""
    alone = Doc(token.vocab, [token.text.removeprefix(JOINTLY)], pos=[token.pos_], tags=[token.tag_])
    return lemmatizer.lemmatize(alone[0])[0].lower()


def mended(form: str, lemma: str, known: Set[str]) -> str:
    """The lemma of a form of a verb in "-ed" or "-ing" where the one given is wrong, else nothing.

    >>> mended("staged", "stag", {"stag", "stage"}), mended("rapped", "rap", {"rap", "rape"})
    ('stage', '')
    >>> mended("rebranded", "rebrande", {"brand"})
    'rebrand'
    """
    ending = next((each for each in ENDINGS if form.endswith(each)), None)
    if ending is None:
        return ""
    stem = form.removesuffix(ending)
    if lemma == stem and DOUBLING.fullmatch(stem) and f"{stem}e" in known:
        return f"{stem}e"
    if (
        lemma not in known
        and lemma != stem
        and any(stem.removeprefix(p) in known for p in PREFIXES if stem.startswith(p))
    ):
        return stem
    return ""


def _is_common(token: Token) -> bool:
    """Whether a plural noun's capital only begins a sentence: behind a dateline taggers take such for a name."""
    return (
        bool(token.is_sent_start)
        and (token.tag_ == "NNPS" or (token.tag_ == "NNP" and token.ent_type_ == "EVENT" and _is_plural(token)))
        and token.ent_type_ in {"", "EVENT"}
        and token.dep_ != "compound"
    )


def _is_plural(token: Token) -> bool:
    """Whether a name of one word for something that happens looks like a plural: "Wildfires", not "Christmas"."""
    alone = token.i + 1 == len(token.doc) or token.nbor().ent_type_ == ""
    return alone and token.text.endswith("s") and token.lower_ not in cues().event_names
