"""The settings of one graph, kept in its folder as ``claimgraph.toml``."""

from __future__ import annotations

import dataclasses
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import tomli_w

from . import __version__
from .errors import FolderError, UsageError
from .extract import DEFAULT_MODEL, GENERAL, model_file
from .extract.limits import DEFAULT, Limits
from .files import write_atomically

FORMAT = 1
FILE = "claimgraph.toml"
DEFAULT_BASE = "https://claimgraph.example/"
_HEAD = """# The settings of this graph. Change them and run `claimgraph build` again.
#   base      data IRIs start with this
#   ontology  an OWL file in Turtle; leave it out for claimgraph's own
#   parser    the spaCy model that parses: any installed one with a parser
#   model     a classifier of relations that `claimgraph train` made from examples, or "general", the one that ships
#   recognizer  who finds names: "encoder" (claimgraph's own) or "model" (the spaCy model's component)
#   trust     whose words become plain triples: "publisher" (the reports' own voice), "any-speaker",
#             or a list of the names of those who are to be believed when they are quoted
#   open      true: clauses that no property of the ontology has become claims in their own words, apart from the others
#   [limits]  what one document may hold and cost: file_bytes, unpacked_bytes (of a .docx), characters, and to read it
#             seconds and memory_bytes; what goes beyond is named and left out
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a graph is made with. ``trust`` says whose unhedged words become plain triples.

    >>> Settings().trust
    'publisher'
    >>> Settings(base="nonsense")
    Traceback (most recent call last):
        ...
    claimgraph.errors.UsageError: base is 'nonsense'; it must be an IRI that ends in / or #, such as https://example.org/
    """

    base: str = DEFAULT_BASE
    ontology: str | None = None
    parser: str = DEFAULT_MODEL
    model: str | None = None
    recognizer: Literal["encoder", "model"] = "encoder"
    trust: str | tuple[str, ...] = "publisher"
    limits: Limits = field(default_factory=Limits)
    open: bool = False

    def __post_init__(self) -> None:
        for name in ("base", "parser", "ontology", "model"):
            value = getattr(self, name)
            needed = name in ("base", "parser")
            if not isinstance(value, str | None) or (value is None and needed) or "\0" in (value or ""):
                raise UsageError(f"{name} is {value!r}; it must be text in quotes")
        if "://" not in self.base or self.base[-1] not in "/#" or any(c in self.base for c in ' <>"{}|\\^`'):
            raise UsageError(
                f"base is {self.base!r}; it must be an IRI that ends in / or #, such as https://example.org/"
            )
        if self.recognizer not in ("encoder", "model"):
            raise UsageError(f'recognizer is {self.recognizer!r}; it must be "encoder" or "model"')
        if not isinstance(self.open, bool):
            raise UsageError(f"open is {self.open!r}; it must be true or false")
        if not isinstance(self.trust, tuple) and self.trust not in ("publisher", "any-speaker"):
            raise UsageError(f'trust is {self.trust!r}; it must be "publisher", "any-speaker" or a list of names')

    @property
    def fingerprint(self) -> str:
        """A hash of all that decides what is read in a document: another one means reading it again."""
        files = Path(self.ontology).read_bytes() if self.ontology else b""
        files += model_file(self.model).read_bytes() if self.model else b""
        content = f"{__version__} {FORMAT} {self.parser} {self.recognizer}{' open' * self.open}".encode() + files
        return hashlib.sha256(content).hexdigest()[:16]


def load(folder: Path) -> Settings:
    """The settings of a graph's folder. Raises FolderError if it is no such folder or its file is broken."""
    path = folder / FILE
    if not path.is_file():
        found = "no such folder" if not folder.exists() else f"no {FILE} in it"
        raise FolderError(f"{folder}: {found}; make a graph with: claimgraph build PATH... -o {folder}")
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FolderError(
            f"{path}: not valid TOML: {error}; mend the line or delete the file and build again"
        ) from None
    if data.get("format") != FORMAT:
        raise FolderError(f"{path}: format {data.get('format')!r}; this version of claimgraph reads format {FORMAT}")
    return _settings(path, {key: value for key, value in data.items() if key not in ("format", "built")})


def _settings(path: Path, data: dict[str, Any]) -> Settings:
    names = [part.name for part in dataclasses.fields(Settings)]
    for key in data:
        if key not in names:
            raise FolderError(f"{path}: unknown setting {key!r}; known: {', '.join(names)}")
    if isinstance(data.get("trust"), list):
        data["trust"] = tuple(str(name) for name in data["trust"])
    if "model" in data and "parser" not in data:
        data["parser"] = data.pop("model")  # what the parser was called before models were trained
    for key in ("ontology", "model"):
        value = data.get(key)
        is_path = bool(value) and (key, value) != ("model", GENERAL)
        if isinstance(value, str) and is_path and not Path(value).is_absolute():
            data[key] = str(path.parent / value)
    try:
        if "limits" in data:
            data["limits"] = limits_of(data["limits"])
        return Settings(**data)
    except UsageError as error:
        raise FolderError(f"{path}: {error}") from None


def limits_of(given: Mapping[str, Any], base: Limits = DEFAULT) -> Limits:
    """Limits with some of them given. Raises UsageError for what is none.

    >>> limits_of({"seconds": 5}).seconds
    5
    """
    names = [part.name for part in dataclasses.fields(Limits)]
    if not isinstance(given, Mapping) or set(given) - set(names):
        raise UsageError(f"limits are {given!r}; they must be a table of numbers, of these: {', '.join(names)}")
    try:
        return dataclasses.replace(base, **given)
    except ValueError as error:
        raise UsageError(f"[limits] {error}") from None


def limits_said(said: Sequence[str], base: Limits) -> Limits:
    """Limits with some of them said as ``NAME=NUMBER``. Raises UsageError.

    >>> limits_said(["seconds=2.5"], Limits()).seconds
    2.5
    """
    found: dict[str, int | float] = {}
    for item in said:
        name, _, number = item.partition("=")
        try:
            found[name] = float(number) if "." in number else int(number)
        except ValueError:
            raise UsageError(f"--limit {item!r}: give it as NAME=NUMBER, such as seconds=120") from None
    return limits_of(found, base)


def save(folder: Path, settings: Settings, built: str | None = None) -> None:
    """Write the settings (and the time of the build) into a graph's folder."""
    data: dict[str, Any] = {"format": FORMAT}
    data |= {k: v for k, v in dataclasses.asdict(settings).items() if v is not None}
    if built:
        data["built"] = built
    write_atomically(folder / FILE, _HEAD + tomli_w.dumps(data))
