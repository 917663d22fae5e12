"""SPARQL over the store, and the named queries: files in ``queries/`` whose leading comments are their help."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol

import pyoxigraph as ox

from ..errors import QueryError
from ..ontology.iris import PREFIXES
from .guard import refuse_reaching_out, with_values
from .results import Result
from .texts import storable

_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items()))
_CLASSES = re.compile(r",? ?\['.*\]$", re.DOTALL)
"""What a syntax error ends with: the letters that could have stood there, as Unicode ranges over many lines."""
_PARAMETER = re.compile(r"^# param (\w+)(?: = (.*?))?: (.*)$", re.MULTILINE)


class Queryable(Protocol):
    """What can be asked: an Oxigraph store, or a remote one."""

    def query(self, query: str, /, *, base_iri: str | None = None) -> Any:
        """The engine's answer."""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One file of ``queries/``: what it answers, what it takes (with the value meant by default), and its text."""

    name: str
    help: str
    parameters: Mapping[str, str]
    defaults: Mapping[str, str]
    text: str


@cache
def named_queries() -> dict[str, NamedQuery]:
    """All named queries, by name.

    >>> "who-is" in named_queries()
    True
    """
    folder = resources.files(__package__) / "queries"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".rq")), key=lambda file: file.name)
    return {file.name[:-3]: _read(file.name[:-3], file.read_text("utf-8")) for file in files}


def _read(name: str, text: str) -> NamedQuery:
    heading = [
        line[1:].strip() for line in text.splitlines() if line.startswith("#") and not line.startswith("# param")
    ]
    found = _PARAMETER.findall(text)
    return NamedQuery(
        name,
        " ".join(heading),
        {parameter: meaning for parameter, _, meaning in found},
        {parameter: default for parameter, default, _ in found if default},
        text,
    )


def ask(store: Queryable, text: str, values: Mapping[str, str] | None = None, *, base: str | None = None) -> Result:
    """The answer to a query; ``values`` stand for its variables of their names, as plain strings.

    Relative IRIs such as ``<person/lech-walesa>`` are taken to be under ``base``. Raises QueryError with the place
    of a mistake, and for a query that would reach beyond the store.
    """
    with mistakes():
        return Result.of(answer(store, text, values, base=base))


def answer(store: Queryable, text: str, values: Mapping[str, str] | None = None, *, base: str | None = None) -> Any:
    """The same as the engine gives it, row by row; its mistakes are told by :func:`mistakes`."""
    # As escaped literals: no value can end its own and become a part of the query.
    literals = {name: str(ox.Literal(storable(value))) for name, value in (values or {}).items()}
    text = with_values(text, literals)
    refuse_reaching_out(text)
    return store.query(_PROLOGUE + text, base_iri=base)


@contextlib.contextmanager
def mistakes() -> Iterator[None]:
    """Raise what is wrong with a query as QueryError, with its place."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"not a SPARQL query: {_in_place(str(error))}") from None
    except BrokenPipeError:  # whoever reads the answer has enough of it
        raise
    except (ValueError, OSError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None


def _in_place(message: str) -> str:
    """An engine's message with line numbers of the query as it was given, without the prefixes put before it."""
    shift = _PROLOGUE.count("\n")
    message = _CLASSES.sub("", message).replace("expected one of Prefix not found", "prefix not declared")
    message = re.sub(r"expected (CONSTRUCT|\[_\])$", "a query is SELECT, ASK, CONSTRUCT or DESCRIBE", message)
    return re.sub(r"\b(\d+):(\d+)", lambda m: f"line {max(1, int(m[1]) - shift)}, column {m[2]}", message)


def ask_named(
    store: Queryable, name: str, values: Mapping[str, str] | None = None, *, base: str | None = None
) -> Result:
    """The answer to a named query, as :func:`ask` gives it. Raises QueryError that lists what there is."""
    text, values = prepared(name, values or {})
    return ask(store, text, values, base=base)


def prepared(name: str, values: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The text of a named query and the values of all its parameters. Raises QueryError that lists what there is."""
    queries = named_queries()
    if name not in queries:
        raise QueryError(f"no named query {name!r}; there are: {', '.join(queries)}")
    query = queries[name]
    for given in values:
        if given not in query.parameters:
            known = ", ".join(query.parameters) or "none"
            raise QueryError(f"{name} takes no parameter {given!r}; it takes: {known}")
    missing = [p for p in query.parameters if p not in values and p not in query.defaults]
    if missing:
        raise QueryError(f"{name} needs --param {missing[0]}=...: {query.parameters[missing[0]]}")
    return query.text, {**query.defaults, **values}
