"""The commands about the network: what is central in it, and how two are connected."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from .errors import UsageError


def analyze(options: argparse.Namespace) -> int:
    """Find what is central, connected and between."""
    from .content import open_graph
    from .graph import findings_page

    found = open_graph(options.folder).analyze(
        begin=_a_day(options.since, "--since"),
        end=_a_day(options.until, "--until"),
        least=at_least_one(options.least, "--least"),
        around=options.around,
        depth=at_least_one(options.depth, "--depth"),
    )
    exact = options.format == "csv-exact"
    print(found.text() if options.format == "text" else findings_page.table(found, exact), end="")
    if options.page:
        Path(options.page).write_text(findings_page.page(found), "utf-8")
    return 0


def path(options: argparse.Namespace) -> int:
    """Show how two are connected."""
    from .content import open_graph

    print(open_graph(options.folder).connect(options.start, options.end, any_stance=options.any_stance).text(), end="")
    return 0


def at_least_one(number: int, option: str) -> int:
    """A number that an option gives. Raises UsageError if it is below 1."""
    if number < 1:
        raise UsageError(f"{option} is {number}; it must be 1 or more")
    return number


def _a_day(text: str | None, option: str) -> str | None:
    if text is not None:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise UsageError(f"{option} is {text!r}; it must be a day, such as 1980-08-14") from None
    return text
