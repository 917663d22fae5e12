"""Full-text search over names and evidence: a table of SQLite's FTS5 beside the store, made from the store alone.

What is indexed are words in plain ASCII, whatever their script and accents, so that "walesa" finds "Wałęsa" and
"moskva" finds "Москва". What is spelled as it is sought comes first, then what begins so, then what is spelled nearly
so. The index knows which state of the store it was made from: when that is another one, or the index is broken, it is
made anew.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from anyascii import anyascii
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from ..errors import FolderError, UsageError
from ..ontology.iris import PREFIXES
from .remote import Endpoint, Remote
from .store import Store
from .worker import state

Kind = Literal["name", "evidence"]
KINDS: tuple[Kind, ...] = ("name", "evidence")
_VERSION = 1
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MOST_WORDS, _MOST_FORMS = 16, 24


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a name of a thing, or the words that a claim rests on.

    ``text`` holds the words as they stand in the graph, ``marks`` where in it the words sought begin and end.
    ``label`` is the name of the thing, or the title of the report; ``where`` its class, or the report's file.
    """

    kind: Kind
    iri: str
    text: str
    marks: tuple[tuple[int, int], ...]
    label: str
    where: str


def words_of(text: str) -> list[tuple[str, int, int]]:
    """The words of a text, each in small ASCII letters, with where it begins and ends.

    >>> words_of("Lech Wałęsa, Москва")
    [('lech', 0, 4), ('walesa', 5, 11), ('moskva', 13, 19)]
    """
    found = []
    for match in _WORD.finditer(text):
        plain = re.sub("[^a-z0-9]+", "", anyascii(match[0]).lower())
        if plain:
            found.append((plain, match.start(), match.end()))
    return found


class Index:
    """The words of a store. Use :func:`open_index`; it may be asked from any thread, one at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def search(self, words: str, *, kind: Kind | None = None, limit: int = 20) -> list[Hit]:
        """What holds all of the words, the best first: names before evidence, exact before near; so many of each kind.

        Raises UsageError if there is no word in ``words``.
        """
        sought = [plain for plain, _, _ in words_of(words)][:_MOST_WORDS]
        if not sought:
            raise UsageError(f"there is no word in {words!r}; give a name, or words of a report")
        hits: list[Hit] = []
        for wanted in KINDS if kind is None else (kind,):
            found: dict[str, Hit] = {}
            for nearness in (self._exact, self._begun, self._near):
                forms = [nearness(word) for word in sought]
                if len(found) < limit:
                    for hit in self._hits(forms, wanted, limit * 4):
                        found.setdefault(hit.iri, hit)
            hits += list(found.values())[:limit]
        return hits

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def _exact(self, word: str) -> list[str]:
        return [word]

    def _begun(self, word: str) -> list[str]:
        rows = self.connection.execute(
            "SELECT term FROM vocabulary WHERE term >= ? AND term < ? ORDER BY cnt DESC, term LIMIT ?",
            (word, word + "{", _MOST_FORMS),
        )
        return [word, *(term for (term,) in rows if term != word)]

    def _near(self, word: str) -> list[str]:
        """Words with one letter more, less, other or changed about; with two in long words."""
        most = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        if not most:
            return self._begun(word)
        rows = self.connection.execute(
            "SELECT term FROM vocabulary WHERE length(term) BETWEEN ? AND ?", (len(word) - most, len(word) + most)
        )
        near = extract_iter(word, (term for (term,) in rows), scorer=OSA.distance, score_cutoff=most, processor=None)
        ranked = sorted((distance, term) for term, distance, _ in near)
        return list(dict.fromkeys([*self._begun(word), *(term for _, term in ranked[:_MOST_FORMS])]))

    def _hits(self, forms: list[list[str]], kind: Kind, limit: int) -> Iterator[Hit]:
        match = " AND ".join("(" + " OR ".join(f'"{form}"' for form in each) + ")" for each in forms)
        rows = self.connection.execute(
            "SELECT iri, original, label, location FROM entries JOIN texts ON texts.number = entries.rowid "
            "WHERE entries MATCH ? AND kind = ? ORDER BY rank, length(original), original, iri LIMIT ?",
            (match, kind, limit),
        )
        sought = {form for each in forms for form in each}
        for iri, original, label, location in rows:
            marks = tuple((start, end) for plain, start, end in words_of(original) if plain in sought)
            yield Hit(kind, iri, original, marks, label or original, location)


def folder_index(store: Path, remote: Endpoint | None = None) -> Index:
    """The index of a graph's store on disk, or of the remote one that stands for it; it lies beside the store.

    Raises FolderError.
    """
    if remote is not None:
        there = Remote(remote)
        return open_index(store.with_name("words-remote.db"), lambda: there, words_state(store, remote))
    return open_index(store.with_name("words.db"), lambda: Store.open(store), words_state(store))


def words_state(store: Path, remote: Endpoint | None = None) -> object:
    """What changes when the words of a store may be others."""
    return state(store) if remote is None else (remote.shown, sorted(Remote(remote).digests().items()))


def open_index(path: Path, open_store: Callable[[], Any], now: object) -> Index:
    """The index at ``path`` of a store in some state; it is made, or made anew, if it is not of that state.

    Raises FolderError if it cannot be written.
    """
    wanted = f"{_VERSION} {now!r}"
    with contextlib.suppress(sqlite3.DatabaseError):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        try:
            if connection.execute("SELECT state FROM made").fetchone() == (wanted,):
                return Index(connection)
        except BaseException:
            connection.close()
            raise
        connection.close()
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        new.unlink(missing_ok=True)
        _make(new, open_store(), wanted)
        new.replace(path)
    except (OSError, sqlite3.OperationalError) as error:
        new.unlink(missing_ok=True)
        raise FolderError(f"{path}: the index of words cannot be written: {error}; mend that and ask again") from None
    return Index(sqlite3.connect(path, check_same_thread=False))


def _make(path: Path, store: Any, made_from: str) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE texts "
            "(number INTEGER PRIMARY KEY, kind TEXT, iri TEXT, original TEXT, label TEXT, location TEXT);"
            "CREATE VIRTUAL TABLE entries USING fts5(words, content='', tokenize='ascii');"
            "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(entries, 'row');"
            "CREATE TABLE made (state TEXT);"
        )
        for number, row in enumerate(_rows(store), 1):
            plain = " ".join(word for word, _, _ in words_of(row[2]))
            connection.execute("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)", (number, *row))
            connection.execute("INSERT INTO entries (rowid, words) VALUES (?, ?)", (number, plain))
        connection.execute("INSERT INTO entries (entries) VALUES ('optimize')")
        connection.execute("INSERT INTO made VALUES (?)", (made_from,))
        connection.commit()
    finally:
        connection.close()


def _rows(store: Any) -> Iterator[tuple[str, str, str, str, str]]:
    for kind in KINDS:
        query = resources.files(__package__).joinpath("indexed", f"{kind}.rq").read_text("utf-8")
        for row in store.query(query, prefixes=PREFIXES):
            iri, text, label, where = ("" if term is None else str(term.value) for term in row)
            yield kind, iri, text, label, where
