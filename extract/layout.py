"""Lines as sentence borders: headlines, captions and list items never run into the next sentence.

Runs before the tagger and the parser, which keeps the borders set here and finds the others itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.lang.tokenizer_exceptions import emoticons
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_suffix_regex

from .gazetteer import gazetteer

WIDEST_WRAP = 100
"""Longer lines than this were not wrapped by anybody: each is a paragraph of its own."""
RAGGEDNESS = 15
"""How many characters a wrapped line may fall short of the longest line of its paragraph."""
GLUE = (r"(?<=[A-Za-z”’)\]\"'])[-–—&]",)
"""Dashes and ampersands that cling to the end of a word: "Oslo- The parliament", "Bergen& Narvik"."""

JOINT = re.compile(r"co-[a-z]{4,}|[A-Z]\w+(?:-[a-z]{1,4})+-[A-Z]\w+")
"""What is done together is one word, as is "Port-au-Prince": of the parts the parser makes nonsense."""
_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY_LINE = re.compile(rf"\W*(?:[A-Z][a-z]+day,?\s+)?(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}),?\s+\d{{4}}\W*$")
_CAPITALS = r"[A-Z][A-Z’'.]{2,}(?:[ /][A-Z][A-Z’'.]+)*"
_DAY = rf"(?:\d{{1,2}}\s+)?{_MONTH}"
_DATELINE = re.compile(
    # PLACE IN CAPITALS, Country, date - | Place, date - | Place (Agency) date -
    # | (Place, date) - | Place. - | PLACE, date.
    rf"\s*(?:(?:{_CAPITALS}(?:,[^\n–—-]{{1,40}})?"
    rf"|[A-Z][\w.’' ]{{1,30}},\s+(?:[A-Z][a-z]+,\s+)?{_DAY}[^\n–—-]{{0,20}}"
    rf"|[A-Z][^\n–—(]{{1,50}}\([A-Z][A-Za-z ]+\)(?:,?\s+{_DAY}[^\n–—-]{{0,14}})?"
    rf"|\([A-Z][\w.’' ]{{1,30}}(?:,\s+{_DAY}[^()\n]{{0,14}})?\)"
    r"|[A-Z][\w’']+(?: [A-Z][\w’']+){0,2}\.)\s*(?:--|[-–—_])"
    rf"|{_CAPITALS},\s+{_DAY}[^\n.]{{0,9}}\d{{4}}\.)\s+(?=[A-Z“\"‘'])"
)
UNITS = frozenset({"m.", "bn.", "tn.", "km.", "kg.", "k."})
"""Units behind a number that the tokenizer takes for abbreviations where they end a sentence."""
_TOWN = re.compile(r"\s*([A-Z][\w.’' -]{1,30}):\s+(?=[A-Z“\"])")
_TOP = 4
"""The lines of a text among which one may begin with the town where it was filed and a colon."""
BULLETS = frozenset("-–—•*·●▪")
_ITEM = re.compile(rf"\s*(?:[{re.escape(''.join(sorted(BULLETS)))}]\s|\(?\d{{1,2}}[.)]\s)")


@Language.factory("claimgraph_layout", assigns=["token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it also teaches the tokenizer what hangs on a word: dashes and ampersands do not, "co-" does."""
    suffixes = nlp.Defaults.suffixes
    tokenizer: Any = nlp.tokenizer
    if suffixes is not None and hasattr(tokenizer, "suffix_search"):
        tokenizer.suffix_search = compile_suffix_regex([*suffixes, *GLUE]).search
        tokenizer.token_match = JOINT.fullmatch
        # "Minister (Ann Lee): I thank you" holds no unhappy face.
        tokenizer.rules = {form: parts for form, parts in tokenizer.rules.items() if form not in emoticons}
    return mark_lines


def mark_lines(doc: Doc) -> Doc:
    """Start a sentence at every line break that is not just a wrapped line's."""
    starts = sorted({*sentence_breaks(doc.text), *_filed_with_colons(doc.text)})
    pending = False
    position = 0
    for token in doc:
        while position < len(starts) and starts[position] <= token.idx:
            pending = True
            position += 1
        if token.is_space:
            continue
        if pending or _follows_full_stop(token):
            token.is_sent_start = True
        pending = False
    return doc


def _follows_full_stop(token: Token) -> bool:
    """Whether a capital comes after a full stop that no abbreviation ends: the parser overlooks some of these."""
    if token.i < 2 or not token.text[0].isupper():
        return False
    stop, word = token.nbor(-1), token.nbor(-2)
    if stop.text in UNITS and word.like_num and not word.whitespace_:
        return bool(stop.whitespace_)  # "$350m. Analysts"
    return stop.text == "." and bool(stop.whitespace_) and word.is_lower and word.is_alpha and len(word) > 2


def sentence_breaks(text: str) -> list[int]:
    """Offsets of the lines that start a sentence.

    >>> sentence_breaks("Storm hits coast\\n\\nA storm hit the coast.")
    [18]
    """
    breaks: list[int] = []
    block: list[tuple[int, str]] = []
    offset = 0
    for line in [*text.split("\n"), ""]:
        if line.strip():
            block.append((offset, line))
        elif block:
            breaks += _breaks_of(block)
            if filed := dateline(block[0][1]):
                breaks.append(block[0][0] + filed)
            block = []
        offset += len(line) + 1
    return sorted({start for start in breaks if start})


def dateline(line: str) -> int:
    """How many characters the dateline takes that a line begins with; 0 if there is none.

    >>> dateline("OSLO, 3 May 2021 - The port is closed."), dateline("Oslo is quiet - for now.")
    (19, 0)
    """
    found = _DATELINE.match(line)
    return found.end() if found else 0


def town_filed(line: str) -> int:
    """How many characters a known place and a colon take that a line begins with: "Lima: The port ..."; else 0.

    >>> town_filed("Lima: The port is closed."), town_filed("Roe: The port is closed.")
    (6, 0)
    """
    found = _TOWN.match(line)
    return found.end() if found and gazetteer().knows(found[1]) else 0


def _filed_with_colons(text: str) -> list[int]:
    """Offsets of what stands behind such a place at the top of a text."""
    found, offset = [], 0
    for line in text.split("\n", _TOP)[:_TOP]:
        if _ENDED.search(line) and (end := town_filed(line)):  # a headline has no full stop
            found.append(offset + end)
        offset += len(line) + 1
    return found


def filed(text: str) -> str:
    """A text with a dash where a hyphen ends a dateline: behind a hyphen the parser cuts the first word off.

    >>> filed("OSLO, 3 May 2021 - NATO jets landed.")
    'OSLO, 3 May 2021 — NATO jets landed.'
    """
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if (end := dateline(line)) and line[:end].endswith(" - "):
            lines[number] = f"{line[: end - 2]}— {line[end:]}"
    return "\n".join(lines)


def _breaks_of(block: list[tuple[int, str]]) -> list[int]:
    """The first line of a paragraph, and those after a line that was ended on purpose."""
    lengths = [len(line.rstrip()) for _, line in block]
    width = max(lengths)
    full = sum(length >= width - RAGGEDNESS for length in lengths[:-1])
    wrapped = len(block) > 1 and 30 <= width <= WIDEST_WRAP and full >= 0.6 * (len(block) - 1)
    starts = [block[0][0]]
    for (_, before), (start, line), length in zip(block, block[1:], lengths, strict=False):
        first = line.split()[0]
        if _ITEM.match(line) or _DAY_LINE.match(line) or _DAY_LINE.match(before):
            starts.append(start)
        elif _ENDED.search(before):
            # The parser finds most of these itself, but not after a colon or a quotation.
            starts += [] if wrapped and before.rstrip()[-1] in ":;" else [start]
        elif not (line[0].islower() or (wrapped and length + 1 + len(first) > width)):
            starts.append(start)
    return starts
