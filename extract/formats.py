"""What each kind of file holds: its text in paragraphs, and the metadata that the format itself carries."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import SourceError
from .decode import clean, decode
from .limits import raise_it
from .printed_dates import iso_date, iso_date_at

METADATA = ("title", "publisher", "author", "published", "url")
"""What a format may say of a document, by the names that Source has for it."""

_EARLIEST, _LATEST = "1700-01-01", "2199-12-31"
_FRONT_MATTER = re.compile(r"\A---\n(.*?\n)(?:---|\.\.\.)\n", re.DOTALL)
_FIELD = re.compile(r"(\w+)\s*:\s*(.*)")
_LINE_FORM = 'write one object a line: {"text": "..."}'
_FIELD_NAMES = {"date": "published", "authors": "author", "site": "publisher", "source": "publisher", "link": "url"}


@dataclass(frozen=True, slots=True)
class Article:
    """A text and what its file says of it. ``headline`` tells whether the title may be put before the text."""

    text: str
    metadata: dict[str, str]
    headline: bool = False


def read_text(data: bytes, name: str) -> Article:
    """Plain text."""
    return Article(decode(data, name), {})


def read_html(data: bytes, name: str) -> Article:
    """The article of a web page, by trafilatura, without its menus; nothing is ever fetched."""
    import trafilatura

    page = decode(data, name)
    dates = {"original_date": True, "extensive_search": False, "min_date": _EARLIEST, "max_date": _LATEST}
    try:
        document = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=dates
        )
    except Exception as error:  # whatever a broken page makes the parsers raise
        reason = f"cannot be taken apart as a page ({str(error)[:200] or type(error).__name__})"
        raise SourceError(name, reason, "save the article itself as text") from None
    text = None if document is None or isinstance(document, dict) else document.text
    if document is None or isinstance(document, dict) or not (text and text.strip()):
        raise SourceError(name, "no article text was found in the page", "save the article itself as HTML or text")
    metadata = {
        "title": document.title,
        "publisher": document.sitename,
        "author": document.author,
        "published": document.date,
        "url": document.url,
    }
    return Article(_cells(text), _tidy(metadata), headline=True)


def _cells(text: str) -> str:
    """Paragraphs apart by an empty line, and table rows as ``a, b`` rather than ``| a | b |``."""
    lines = []
    for line in text.splitlines():
        if line.startswith("|"):
            if set(line) <= set("|- :"):
                continue
            line = ", ".join(cell.strip() for cell in line.strip("| ").split("|") if cell.strip())
        lines.append(line)
    return "\n\n".join(filter(None, lines))


def read_markdown(data: bytes, name: str) -> Article:
    """The words of a Markdown file, its markup and pictures left out; a front matter gives metadata."""
    from markdown_it import MarkdownIt

    text = decode(data, name)
    metadata: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        text = text[front.end() :]
        for key, value in _FIELD.findall(front[1]):
            key = _FIELD_NAMES.get(key.lower(), key.lower())
            metadata[key] = value.strip().strip("\"'")
    blocks: list[str] = []
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "inline" and token.children is not None:
            words = "".join(_inline(child.type, child.content) for child in token.children).strip()
            (blocks if row is None else row).append(words)
        elif token.type in ("code_block", "fence"):
            blocks.append(token.content.rstrip())
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            blocks.append(", ".join(filter(None, row or ())))
            row = None
    return Article("\n\n".join(filter(None, blocks)), _tidy(metadata))


def _inline(kind: str, content: str) -> str:
    if kind in ("softbreak", "hardbreak"):
        return " "
    return content if kind in ("text", "code_inline") else ""


def read_docx(data: bytes, name: str, largest: int) -> Article:
    """The paragraphs and tables of a Word document. Its dates say when the file was made, so they are not used."""
    if data.startswith(bytes.fromhex("d0cf11e0")):
        raise SourceError(name, "is encrypted or an old .doc file", "save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise SourceError(name, "is not a Word document, or is damaged", "save it again as .docx") from None
    if unpacked > largest:
        raise SourceError(name, f"unpacks to {unpacked:,} bytes, more than {largest:,}", raise_it("unpacked_bytes"))
    import docx
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
        blocks: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                blocks += (_row(row.cells) for row in block.rows)
            else:
                blocks.append(block.text.strip())
        properties = document.core_properties
    except Exception as error:  # whatever a damaged part makes the parser raise
        detail = str(error)[:200] or type(error).__name__
        raise SourceError(name, f"is not a Word document, or is damaged ({detail})", "save it again as .docx") from None
    author = None if properties.author in ("", "python-docx") else properties.author
    return Article(clean("\n\n".join(filter(None, blocks))), _tidy({"title": properties.title, "author": author}))


def _row(cells: Sequence[Any]) -> str:
    """The words of a table's row; a cell that spans several columns is given once."""
    single = {cell._tc: cell.text.strip() for cell in cells}
    return ", ".join(filter(None, single.values()))


def read_json_lines(data: bytes, name: str) -> Iterator[tuple[int, dict[str, Any] | SourceError]]:
    """The articles of a JSON Lines file by line number; a line that is none is an error, and the rest is read."""
    for number, line in enumerate(decode(data, name).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            article = json.loads(line)
        except (ValueError, RecursionError) as error:
            why = "nested too deep" if isinstance(error, RecursionError) else getattr(error, "msg", error)
            reason = f"is not valid JSON ({why})"
            yield number, SourceError(where, reason, _LINE_FORM)
            continue
        if not isinstance(article, dict):
            yield number, SourceError(where, "is no object", _LINE_FORM)
        elif not isinstance(article.get("text"), str):
            fields = ", ".join(map(repr, article)) or "nothing"
            yield number, SourceError(where, f'has {fields}, but no "text" that is a string', _LINE_FORM)
        else:
            yield number, article


def article_of(fields: dict[str, Any]) -> Article:
    """An article of a JSON Lines file. Its text is kept to the letter, so that offsets made elsewhere hold."""
    renamed = {_FIELD_NAMES[name]: value for name, value in fields.items() if name in _FIELD_NAMES}
    return Article(fields["text"].replace("\r\n", "\n").replace("\x00", " "), _tidy({**renamed, **fields}))


def _tidy(metadata: dict[str, Any]) -> dict[str, str]:
    """The fields that Source knows, without the empty ones; dates as ISO, or not at all."""
    tidy = {}
    for field in METADATA:
        value = metadata.get(field)
        if isinstance(value, list):
            value = ", ".join(str(part) for part in value)
        value = " ".join(str(value).split()) if value is not None else ""
        if field == "published":
            value = iso_date(value) or iso_date_at(value) or (value if re.fullmatch(r"[12]\d{3}", value) else "")
        if value:
            tidy[field] = value
    return tidy
