"""Lines as sentence borders: headlines, captions and list items never run into the next sentence.

Runs before the tagger and the parser, which keeps the borders set here and finds the others itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_suffix_regex

WIDEST_WRAP = 100
"""Longer lines than this were not wrapped by anybody: each is a paragraph of its own."""
RAGGEDNESS = 15
"""How many characters a wrapped line may fall short of the longest line of its paragraph."""
GLUE = (r"(?<=[A-Za-z”’)\]\"'])[-–—&]",)
"""Dashes and ampersands that cling to the end of a word: "Oslo- The parliament", "Bergen& Narvik"."""

_ENDED = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")
_ITEM = re.compile(r"\s*(?:[-–—•*·●▪]\s|\(?\d{1,2}[.)]\s)")


@Language.factory("claimgraph_layout", assigns=["token.is_sent_start"])
def make_layout(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it also teaches the tokenizer to cut dashes and ampersands off the words before them."""
    suffixes = nlp.Defaults.suffixes
    if suffixes is not None and hasattr(nlp.tokenizer, "suffix_search"):
        nlp.tokenizer.suffix_search = compile_suffix_regex([*suffixes, *GLUE]).search
    return mark_lines


def mark_lines(doc: Doc) -> Doc:
    """Start a sentence at every line break that is not just a wrapped line's."""
    starts = sentence_breaks(doc.text)
    if not starts:
        return doc
    pending = False
    position = 0
    for token in doc:
        while position < len(starts) and starts[position] <= token.idx:
            pending = True
            position += 1
        if pending and not token.is_space:
            token.is_sent_start = True
            pending = False
    return doc


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
            block = []
        offset += len(line) + 1
    return [start for start in breaks if start]


def _breaks_of(block: list[tuple[int, str]]) -> list[int]:
    """The first line of a paragraph, and those after a line that was ended on purpose."""
    lengths = [len(line.rstrip()) for _, line in block]
    width = max(lengths)
    full = sum(length >= width - RAGGEDNESS for length in lengths[:-1])
    wrapped = len(block) > 1 and 30 <= width <= WIDEST_WRAP and full >= 0.6 * (len(block) - 1)
    starts = [block[0][0]]
    for (_, before), (start, line), length in zip(block, block[1:], lengths, strict=False):
        first = line.split()[0]
        if _ITEM.match(line):
            starts.append(start)
        elif _ENDED.search(before):
            # The parser finds most of these itself, but not after a colon or a quotation.
            starts += [] if wrapped and before.rstrip()[-1] in ":;" else [start]
        elif not (line[0].islower() or (wrapped and length + 1 + len(first) > width)):
            starts.append(start)
    return starts
