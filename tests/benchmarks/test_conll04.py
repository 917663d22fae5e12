"""How relations of CoNLL04 are read and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.conll04 import Relation, load, score

ROWS = """#doc 1
0\tAnn\tB-Peop\t['N']\t[0]
1\tRee\tI-Peop\t['Work_For', 'Live_In']\t[4, 6]
2\tof\tO\t['N']\t[2]
3\tBell\tB-Org\t['N']\t[3]
4\tAg\tI-Org\t['N']\t[4]
5\tin\tO\t['N']\t[5]
6\tUlm\tB-Loc\t['N']\t[6]
#doc 2
0\tRain\tO\t['N']\t[0]
"""
WORKS: Relation = ("Work_For", (0, 7), (11, 18))


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([], (0, 0, 2)),
        ([WORKS], (1, 1, 2)),
        ([WORKS, WORKS], (1, 1, 2)),
        ([("Live_In", (0, 7), (22, 25))], (1, 1, 2)),
        ([("Work_For", (0, 3), (11, 18))], (0, 1, 2)),  # part of a span is no span
        ([("Work_For", (11, 18), (0, 7))], (0, 1, 2)),
        ([("Work_For", (0, 7), (22, 25))], (0, 1, 2)),
    ],
)
def test_a_relation_is_right_with_its_spans(
    tmp_path: Path, found: list[Relation], counts: tuple[int, int, int]
) -> None:
    path = tmp_path / "dev.txt"
    path.write_text(ROWS, "utf-8")
    sentences = load(path)
    assert [one.text for one in sentences] == ["Ann Ree of Bell Ag in Ulm", "Rain"]
    assert score(sentences, [found, []]) == counts
