"""The answer to a query, and the formats in which it can be shown or sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from ..errors import QueryError
from ..ontology.iris import PREFIXES
from .texts import csv_line, printable, storable

_RESULTS = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML}


@dataclass(frozen=True, slots=True)
class Result:
    """Columns with rows of terms (SELECT), a truth (ASK), or triples (CONSTRUCT and DESCRIBE)."""

    columns: tuple[str, ...] = ()
    terms: tuple[tuple[Any, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None

    @classmethod
    def of(cls, found: Any) -> Result:
        """All of an engine's answer, taken in at once: its iterators must not cross threads."""
        if isinstance(found, ox.QuerySolutions):
            columns = tuple(variable.value for variable in found.variables)
            return cls(columns, tuple(tuple(row[column] for column in columns) for row in found))
        if isinstance(found, ox.QueryBoolean):
            return cls(truth=bool(found))
        return cls(triples=tuple(found))

    @property
    def rows(self) -> list[tuple[str | None, ...]]:
        """The rows as plain strings, None where a variable is unbound."""
        return [tuple(None if term is None else plain(term) for term in row) for row in self.terms]

    def render(self, form: str = "table") -> str:
        """The answer as ``table``, ``csv``, ``csv-exact``, ``json``, ``xml`` or ``ttl``.

        Cells of ``csv`` that a spreadsheet would take for formulas begin with an apostrophe; ``csv-exact`` has none.
        Raises QueryError if the kind of query has no such form.
        """
        if form == "ttl":
            return self._turtle()
        if self.triples is not None:
            if form == "table":
                return self._turtle()
            raise QueryError(f"a CONSTRUCT or DESCRIBE query gives triples; ask for --format ttl, not {form}")
        if form in _RESULTS:
            return self._standard(form)
        if form in ("csv", "csv-exact"):
            return self._csv(exact=form == "csv-exact")
        return f"{'yes' if self.truth else 'no'}\n" if self.truth is not None else self._table()

    def _turtle(self) -> str:
        if self.triples is None:
            raise QueryError("a SELECT or ASK query gives rows; ask for --format table, csv, json or xml, not ttl")
        ordered = sorted(self.triples, key=str)
        content = ox.serialize(ordered, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        return content.decode("utf-8") if content else ""

    def _standard(self, form: str) -> str:
        """The W3C formats, written by the engine: the rows are asked of a store once more as VALUES."""
        store = ox.Store()
        found: Any
        if self.truth is not None:
            found = store.query("ASK {}" if self.truth else "ASK { ?s ?p ?o }")
        else:
            names = " ".join(f"?{column}" for column in self.columns) or "*"
            terms = [[_within_xml(term) for term in row] for row in self.terms] if form == "xml" else self.terms
            rows = " ".join(f"({' '.join(_inline(term) for term in row)})" for row in terms)
            values = f"VALUES ({names.strip('*')}) {{ {rows} }}"
            found = store.query(f"SELECT {names} {{ {values} }}")
        content = (found.serialize(format=_RESULTS[form]) or b"").decode("utf-8") + "\n"
        # XML 1.0, 2.11: a carriage return as it is would be read as a line feed.
        return content.replace("\r", "&#13;") if form == "xml" else content

    def _csv(self, exact: bool) -> str:
        if self.truth is not None:
            return f"{'true' if self.truth else 'false'}\n"
        rows = ([cell or "" for cell in row] for row in self.rows)
        return csv_line(self.columns, exact=True) + "".join(csv_line(row, exact) for row in rows)

    def _table(self) -> str:
        cells = [[printable(cell or "") for cell in row] for row in [self.columns, *self.rows]]
        widths = [min(90, max(len(row[i]) for row in cells)) for i in range(len(self.columns))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
        ]
        rule = "  ".join("-" * width for width in widths)
        return "\n".join([lines[0], rule, *lines[1:], f"({len(self.terms)} rows)"]) + "\n"


def plain(term: Any) -> str:
    """A term without its marks: the words of a literal, the characters of an IRI."""
    return str(term.value) if hasattr(term, "value") else str(term)


def _within_xml(term: Any) -> Any:
    """A term without the characters that XML cannot hold, which a query may make though the store has none."""
    if not isinstance(term, ox.Literal) or storable(term.value) == term.value:
        return term
    plain = term.language is not None
    return ox.Literal(storable(term.value), language=term.language, datatype=None if plain else term.datatype)


def _inline(term: Any) -> str:
    """A term as it stands in VALUES; there a blank node cannot stand, so its label does."""
    if term is None:
        return "UNDEF"
    return str(ox.Literal(str(term))) if isinstance(term, ox.BlankNode) else str(term)
