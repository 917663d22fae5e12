"""The file in ``docs/corrections.md`` is one that is read, and shows every verb."""

from __future__ import annotations

import re
from pathlib import Path

from claimgraph.correct.correction import VERBS, parse
from claimgraph.graph.knowledge import KnowledgeGraph
from claimgraph.ontology import vocabulary

PAGE = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text("utf-8")


def test_the_file_of_the_page_is_read() -> None:
    (shown,) = re.findall("```toml\n(.*?)```", PAGE, re.DOTALL)
    read = parse(Path("corrections.toml"), shown)
    assert sorted(correction.do for correction in read) == sorted(VERBS)
    assert all(f"correct kg {verb} " in PAGE for verb in VERBS)


def test_the_query_of_the_page_is_answered() -> None:
    (query,) = re.findall("```sparql\n(.*?)```", PAGE, re.DOTALL)
    assert KnowledgeGraph.of([], [], {}, vocabulary=vocabulary.load()).query(query).rows == []
