"""The rows of an answer written down as they come, so that a big one needs no more memory than a small one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

import pyoxigraph as ox

from .query import Queryable, answer, mistakes
from .results import Result, plain
from .texts import csv_line, csv_lines

FORMS = ("csv", "csv-exact", "json")
"""The formats that need not know all rows before they write the first one."""


def write_answer(
    store: Queryable, text: str, values: Mapping[str, str], base: str | None, form: str, out: IO[bytes]
) -> None:
    """Write the answer to a query to a binary file: rows as they come, where the format allows it.

    Raises QueryError as :func:`.query.ask` does.
    """
    with mistakes():
        found = answer(store, text, values, base=base)
        if form in FORMS and isinstance(found, ox.QuerySolutions):
            write_rows(found, form, out)
        else:
            out.write(Result.of(found).render(form).encode("utf-8"))


def write_rows(found: ox.QuerySolutions, form: str, out: IO[bytes]) -> None:
    """Write rows as CSV, or in the W3C's JSON, as :meth:`.results.Result.render` does.

    >>> import io; out = io.BytesIO()
    >>> write_rows(ox.Store().query("SELECT ?a { VALUES ?a { 1 2 } }"), "csv", out); out.getvalue()
    b'a\\n1\\n2\\n'
    """
    if form == "json":
        found.serialize(out, format=ox.QueryResultsFormat.JSON)
        out.write(b"\n")
        return
    columns = [variable.value for variable in found.variables]
    cells = (["" if row[column] is None else plain(row[column]) for column in columns] for row in found)
    out.write(csv_line(columns, exact=True).encode("utf-8"))
    out.writelines(line.encode("utf-8") for line in csv_lines(cells, exact=form == "csv-exact"))
