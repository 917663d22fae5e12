"""An analysis as a table, and as one offline page with plots that asks no host for anything."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources

from jinja2 import Environment
from markupsafe import Markup

from .findings import MEASURES, PLURALS, Analysis
from .network import ACTORS
from .texts import csv_line, storable

COLUMNS = ("finding", "of", "entity", "with", "value")
Bars = list[tuple[str, float, str]]


def table(analysis: Analysis, exact: bool = False) -> str:
    """The findings as CSV, safe to open in a spreadsheet unless the cells are to be exact."""
    rows = ([storable(cell) for cell in row] for row in analysis.rows())
    return csv_line(COLUMNS) + "".join(csv_line(row, exact) for row in rows)


def page(analysis: Analysis, title: str = "What the network says") -> str:
    """The findings as HTML: bars for what is counted, sentences for the rest. Names are text, never markup."""
    template = Environment(autoescape=True).from_string(_asset("findings.html"))
    style = _asset("findings.css")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    plotted = {"Change over time", *(f"Central {PLURALS[kind]}" for kind in ACTORS)}
    sections = analysis.sections() if analysis.kinds else [(analysis.text().strip(), [])]
    html: str = template.render(
        title=title,
        style=Markup(style),
        policy=f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'; img-src data:",
        opening=sections[0],
        plots=[plot for plot in _plots(analysis) if plot[1]],
        sections=[section for section in sections[1:] if section[0] not in plotted],
    )
    return html


def _plots(analysis: Analysis) -> list[tuple[str, Bars]]:
    """Headings with bars: a name, its share of the longest bar in percent, and the figure."""
    out = [("Events over time", [(p.name, float(p.events), f"{p.events:,}") for p in analysis.periods])]
    for kind in ACTORS:
        for measure, caption in MEASURES.items():
            ranked = analysis.central.get((kind, measure), ())
            figures = [
                (r.label, float(r.value), f"{r.value:,}" if measure == "degree" else f"{r.value:.3f}") for r in ranked
            ]
            out.append((f"{PLURALS[kind].capitalize()}: who {caption} ({measure})", figures))
    return [(heading, _scaled(bars)) for heading, bars in out]


def _scaled(bars: Bars) -> Bars:
    most = max((value for _, value, _ in bars), default=0.0) or 1.0
    return [(name, round(100 * value / most, 1), figure) for name, value, figure in bars]


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
