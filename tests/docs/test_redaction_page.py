"""The example in ``docs/redaction.md`` is what the command writes."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from claimgraph import build
from claimgraph.redaction import redacted

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_shows_what_is_written(tmp_path: Path) -> None:
    page = (DOCS / "redaction.md").read_text("utf-8")
    file, shown = (re.findall(f"```{kind}\n(.*?)```", page, re.DOTALL)[0] for kind in ("toml", "text"))
    (tmp_path / "redact.toml").write_text(file, "utf-8")
    build([DOCS / "example"], tmp_path / "kg")
    content = redacted(tmp_path / "kg", tmp_path / "redact.toml").export("csv").decode("utf-8")
    written = list(csv.DictReader(io.StringIO(content, newline="")))
    rows = list(csv.DictReader(io.StringIO(shown, newline="")))
    assert len(rows) > 1
    told = [{name: row[name] for name in rows[0]} for row in written]
    assert [row for row in rows if row not in told] == [], told
    hidden = ("bellini", "harbor union", "valdivia", "wire one", "radio")
    assert not any(word in content.lower() for word in hidden)
