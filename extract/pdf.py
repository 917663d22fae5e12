"""Text from PDF: the words by pypdf, and from its lines the paragraphs they were set in."""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from ..errors import SourceError
from .decode import clean

_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*[-–—]?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\"”’')\]]*$")
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]$")
_FEWEST_LETTERS = 10
_FULL_LINE = 0.8


def read_pdf(data: bytes, name: str) -> tuple[str, dict[str, str | None]]:
    """The text of a PDF, and its title and author.

    Raises SourceError if it is encrypted, damaged or has no text layer.
    """
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError(name, "is encrypted", "save a copy without a password")
        pages = [page.extract_text() for page in reader.pages]
        information = reader.metadata
    except SourceError:
        raise
    except pypdf.errors.DependencyError:
        raise SourceError(name, "is encrypted", "save a copy without a password") from None
    except Exception as error:  # whatever a damaged part makes the parser raise
        detail = str(error)[:200] or type(error).__name__
        raise SourceError(name, f"is not a PDF document, or is damaged ({detail})", "save or print it again") from None
    if sum(character.isalpha() for page in pages for character in page) < _FEWEST_LETTERS:
        raise SourceError(name, "has no text layer", "run OCR on it first")
    metadata = {"title": information.title, "author": information.author} if information else {}
    return clean(paragraphs(pages)), metadata


def paragraphs(pages: Sequence[str]) -> str:
    """Pages of lines as paragraphs: heads, feet and page numbers left out, words and lines joined.

    >>> paragraphs(["The strike be-\\ngan at the yard.\\n\\nIt spread.\\n1", "Nobody\\nworked.\\n2"])
    'The strike began at the yard.\\n\\nIt spread.\\n\\nNobody worked.'
    """
    pages_of_lines = [page.splitlines() for page in pages]
    running = _running_lines(pages_of_lines)
    lines: list[str] = []
    for page in pages_of_lines:
        kept = [line.strip() for line in page if line.strip() not in running]
        lines += (line for line in kept if not _PAGE_NUMBER.fullmatch(line))
        if lines and _SENTENCE_END.search(lines[-1]):
            lines.append("")
    lengths = [len(line) for line in lines if line]
    full = statistics.quantiles(lengths, n=4)[2] if len(lengths) > 1 else 0
    known = Counter(re.findall(r"[\w-]+", " ".join(lines).lower()))
    return "\n\n".join(_joined(paragraph, known) for paragraph in _paragraphs(lines, full))


def _running_lines(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The heads and feet: first or last lines that more than half of the pages (and at least three) share."""
    edges = Counter(line for page in pages for line in {text.strip() for text in [*page[:2], *page[-2:]]} if line)
    return frozenset(line for line, count in edges.items() if count >= 3 and count > len(pages) / 2)


def _paragraphs(lines: Sequence[str], full: float) -> Iterator[list[str]]:
    """Lines in paragraphs. An empty line ends one, so does a sentence that ends on a short line; a short line
    before a new sentence is a heading.
    """
    paragraph: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line:
            paragraph.append(line)
        short = len(line) < _FULL_LINE * full
        ended = _SENTENCE_END.search(line) is not None
        heading = len(paragraph) == 1 and following[:1].isupper() and not (line.endswith(",") or _HYPHEN.search(line))
        if paragraph and (not line or (short and (ended or heading))):
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _joined(lines: Sequence[str], known: Counter[str]) -> str:
    """One paragraph of its lines; a word divided at a line's end is made whole, unless it has its hyphen elsewhere."""
    text = lines[0]
    for line in lines[1:]:
        hyphen = _HYPHEN.search(text)
        rest = re.match(r"\w+", line)
        if hyphen and rest and line[0].islower():
            kept = known[f"{hyphen[1]}-{rest[0]}".lower()] and not known[f"{hyphen[1]}{rest[0]}".lower()]
            text = (text[:-1] + "-" if kept else text[:-1]) + line
        else:
            text += ("" if text.endswith("—") else " ") + line
    return text
