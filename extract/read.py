"""Reading files and folders: every document becomes a Source, or an error that names it and says why not.

Kinds of file: plain text, Markdown, HTML, PDF, Word (.docx), JSON Lines (one article a line). Offsets refer to the
text that is kept with the source; what is page furniture in it is marked, not cut out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import SourceError, UsageError
from ..model import Source
from .formats import METADATA, Article, article_of, read_docx, read_html, read_json_lines, read_markdown, read_text
from .furniture import find_furniture
from .language import foreign_language
from .metadata import read_metadata
from .pdf import read_pdf

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".jsonl")
"""The kinds of file that can be read."""


@dataclasses.dataclass(frozen=True, slots=True)
class Limits:
    """What a single document may hold; a million words of news are about six million characters."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 200_000_000
    characters: int = 10_000_000


def find_files(paths: Iterable[Path | str]) -> list[Path]:
    """The files to read: those named, and in folders, however deep, all of a kind that can be read, sorted.

    Hidden files, and files of other kinds in a folder, are passed over. Raises UsageError if a path does not exist.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                hidden = any(part.startswith(".") for part in inner.relative_to(path).parts)
                if inner.suffix.lower() in SUFFIXES and not hidden and inner.is_file():
                    found[inner] = None
        elif path.exists():
            found[path] = None
        else:
            raise UsageError(f"{path}: no such file or folder; name files ({' '.join(SUFFIXES)}) or folders of them")
    return list(found)


def read_file(path: Path | str, limits: Limits = Limits()) -> Iterator[Source | SourceError]:
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
    data = _bytes(path, limits)
    if path.suffix.lower() != ".jsonl":
        yield _source(path.name, _article(path, data, limits), limits)
        return
    for number, fields in read_json_lines(data, path.name):
        where = f"{path.name}:{number}"
        if isinstance(fields, SourceError):
            yield fields
            continue
        try:
            source = _source(where, article_of(fields), limits)
        except SourceError as error:
            yield error
        else:
            yield dataclasses.replace(source, name=str(fields.get("id") or where))


def read_paths(paths: Iterable[Path | str], limits: Limits = Limits()) -> Iterator[Source | SourceError]:
    """The sources in files and folders; a document that cannot be read is yielded as the error that says why."""
    for path in find_files(paths):
        try:
            yield from read_file(path, limits)
        except SourceError as error:
            yield error


def _bytes(path: Path, limits: Limits) -> bytes:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        kind = f"is of the kind {suffix!r}" if suffix else "has no ending that tells its kind"
        raise SourceError(path.name, f"{kind}, which is not read", f"give it as one of {' '.join(SUFFIXES)}")
    try:
        if not path.is_file():
            raise SourceError(path.name, "is not a regular file", "name a file or a folder")
        size = path.stat().st_size
        if size > limits.file_bytes:
            reason = f"has {size:,} bytes, more than {limits.file_bytes:,}"
            raise SourceError(path.name, reason, "split it, or raise the limit if you trust the file")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(path.name, f"cannot be opened: {error.strerror}", "make it readable") from None
    if not data.strip():
        raise SourceError(path.name, "is empty", "give a file with text in it")
    return data


def _article(path: Path, data: bytes, limits: Limits) -> Article:
    match path.suffix.lower():
        case ".html" | ".htm":
            return read_html(data, path.name)
        case ".md":
            return read_markdown(data, path.name)
        case ".docx":
            return read_docx(data, path.name, limits.unpacked_bytes)
        case ".pdf":
            text, metadata = read_pdf(data, path.name)
            return Article(text, {key: value for key, value in metadata.items() if value})
        case _:
            return read_text(data, path.name)


def _source(name: str, article: Article, limits: Limits) -> Source:
    """A source of an article: furniture marked, metadata that the format did not give read from the text."""
    text, title = article.text, article.metadata.get("title")
    if article.headline and title and not text.lstrip().casefold().startswith(title.casefold()):
        text = f"{title}\n\n{text}"
    if not text.strip():
        raise SourceError(name, "is empty", "give a document with text in it")
    if len(text) > limits.characters:
        reason = f"has {len(text):,} characters, more than {limits.characters:,}"
        raise SourceError(name, reason, "split it into several documents")
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
