"""Reading files and folders: every document becomes a Source, or an error that names it and says why not.

Kinds of file: plain text, Markdown, HTML, PDF, Word (.docx), JSON Lines (one article a line). Offsets refer to the
text that is kept with the source; what is page furniture in it is marked, not cut out.
"""

from __future__ import annotations

import dataclasses
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..errors import SourceError
from ..model import Source, well_formed
from .find import SUFFIXES as SUFFIXES
from .find import find_files as find_files
from .formats import METADATA, Article, article_of, read_docx, read_html, read_json_lines, read_markdown, read_text
from .furniture import find_furniture
from .language import foreign_language
from .limits import DEFAULT, raise_it
from .limits import Limits as Limits
from .metadata import read_metadata
from .pdf import read_pdf

MOST_ERRORS = 20
"""So many broken lines of a JSON Lines file are named; the others are counted."""


def read_file(path: Path | str, limits: Limits = DEFAULT) -> Iterator[Source | SourceError]:
    """The sources of one file: one, or as many as a JSON Lines file has lines.

    Raises SourceError if the file cannot be read. A line of JSON Lines that cannot be read is yielded as one,
    with its number, and the rest goes on.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "port.txt"
    >>> _ = path.write_text("Port at rest\\n\\nBy Jane Roe\\n\\nGDYNIA, 3 May 1981 - The cranes stood still on Sunday.")
    >>> [(source.title, source.author, source.published) for source in read_file(path)]
    [('Port at rest', 'Jane Roe', '1981-05-03')]
    """
    path = Path(path)
    yield from sources_in(path.name, _bytes(path, limits), limits)


def sources_in(name: str, data: bytes, limits: Limits = DEFAULT) -> Iterator[Source | SourceError]:
    """The sources of a file's content, as :func:`read_file` gives them; the end of its name tells its kind."""
    if not name.lower().endswith(".jsonl"):
        yield _source(name, _article(name, data, limits), limits)
        return
    wrong = 0
    for number, fields in read_json_lines(data, name):
        item = fields if isinstance(fields, SourceError) else _of_line(f"{name}:{number}", fields, limits)
        wrong += isinstance(item, SourceError)
        if wrong <= MOST_ERRORS or isinstance(item, Source):
            yield item
    if wrong > MOST_ERRORS:
        yield SourceError(name, f"has {wrong - MOST_ERRORS:,} more lines that cannot be read", "mend those named first")


def _of_line(where: str, fields: dict[str, Any], limits: Limits) -> Source | SourceError:
    try:
        source = _source(where, article_of(fields), limits)
    except SourceError as error:
        return error
    return dataclasses.replace(source, name=well_formed(str(fields.get("id") or where)))


def read_paths(paths: Iterable[Path | str], limits: Limits = DEFAULT) -> Iterator[Source | SourceError]:
    """The sources in files and folders; a document that cannot be read is yielded as the error that says why."""
    for path in find_files(paths):
        try:
            yield from read_file(path, limits)
        except SourceError as error:
            yield error


def _bytes(path: Path, limits: Limits) -> bytes:
    """The content of a regular file of a kind that can be read. It is opened once, so that nothing is exchanged."""
    try:
        # A pipe without a writer would keep whoever opens it waiting.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise SourceError(path.name, f"cannot be opened: {error.strerror}", "make it readable") from None
    except ValueError:
        raise SourceError(path.name, "has a name that no file can have", "name a file or a folder") from None
    with os.fdopen(handle, "rb") as file:
        before = os.fstat(file.fileno())
        _look(path, before, limits)
        try:
            data = file.read(before.st_size + 1)
        except OSError as error:
            raise SourceError(path.name, f"cannot be read: {error.strerror}", "copy it anew") from None
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != before.st_size:
        raise SourceError(path.name, "was changed while it was read", "build again when nothing writes to it")
    if not data.strip():
        raise SourceError(path.name, "is empty", "give a file with text in it")
    return data


def _look(path: Path, state: os.stat_result, limits: Limits) -> None:
    """Raise SourceError unless an opened file is one to read."""
    suffix = path.suffix.lower()
    if stat.S_ISDIR(state.st_mode):
        raise SourceError(path.name, "is a folder that cannot be listed", "make it readable")
    if suffix not in SUFFIXES:
        kind = f"is of the kind {suffix!r}" if suffix else "has no ending that tells its kind"
        raise SourceError(path.name, f"{kind}, which is not read", f"give it as one of {' '.join(SUFFIXES)}")
    if not stat.S_ISREG(state.st_mode):
        raise SourceError(path.name, "is not a regular file", "name a file or a folder")
    if state.st_size > limits.file_bytes:
        reason = f"has {state.st_size:,} bytes, more than {limits.file_bytes:,}"
        raise SourceError(path.name, reason, f"split it, or {raise_it('file_bytes')}")


def _article(name: str, data: bytes, limits: Limits) -> Article:
    match Path(name).suffix.lower():
        case ".html" | ".htm":
            return read_html(data, name)
        case ".md":
            return read_markdown(data, name)
        case ".docx":
            return read_docx(data, name, limits.unpacked_bytes)
        case ".pdf":
            text, metadata = read_pdf(data, name)
            return Article(text, {key: value for key, value in metadata.items() if value})
        case _:
            return read_text(data, name)


def _source(name: str, article: Article, limits: Limits) -> Source:
    """A source of an article: furniture marked, metadata that the format did not give read from the text."""
    text, title = article.text, article.metadata.get("title")
    if article.headline and title and not text.lstrip().casefold().startswith(title.casefold()):
        text = f"{title}\n\n{text}"
    if not text.strip():
        raise SourceError(name, "is empty", "give a document with text in it")
    if len(text) > limits.characters:
        reason = f"has {len(text):,} characters, more than {limits.characters:,}"
        raise SourceError(name, reason, f"split it, or {raise_it('characters')}")
    furniture = find_furniture(text)
    found = read_metadata(text, furniture)
    furniture = tuple(sorted({*furniture, *found.lines}))
    metadata = {key: article.metadata.get(key) or getattr(found, key) for key in METADATA}
    # the id is that of the content, whatever is taken for furniture in it
    source = dataclasses.replace(Source.of(name, text, **metadata), furniture=furniture)
    readable = source.readable
    if not any(character.isalpha() for character in readable):
        raise SourceError(name, "holds no words but page furniture", "give the report itself")
    language = foreign_language(readable)
    if language:
        raise SourceError(name, f"is in {language}", "give an English report or translation")
    return source
