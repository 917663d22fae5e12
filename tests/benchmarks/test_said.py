"""The benchmark of who said what: its sentences, and when a quotation is right."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.said import Sentence, is_right, plain, sentences_of


def test_only_what_somebody_says_is_counted(tmp_path: Path) -> None:
    rows = [
        "The mayor said it rains , and so did Al .\tsaid\tThe mayor\tit rains\tC: yesterday",
        "The mayor said it rains , and so did Al .\tsaid\tAl\tit rains",
        "He was said to be ill .\twas said to be\tHe\till",
        "It rains .\trains\tIt\tnow",
    ]
    path = tmp_path / "gold.tsv.gz"
    path.write_bytes(gzip.compress("\n".join(rows).encode()))
    found = sentences_of([path])
    assert [each.said for each in found] == [{"The mayor": ["it rains"], "Al": ["it rains"]}]


@pytest.mark.parametrize(
    ("speaker", "content", "right"),
    [
        ("mayor", "it rains all day", ["the mayor of Ulm"]),
        ("Al", "it rains all day", []),
        ("the mayor of Ulm", "nothing of that kind", []),
    ],
)
def test_speaker_and_content_must_agree(speaker: str, content: str, right: list[str]) -> None:
    sentence = Sentence("...", {"the mayor of Ulm": ["that it rains all day"]})
    assert is_right((speaker, content), sentence) == right


def test_a_tokenized_sentence_is_printed_plainly() -> None:
    assert plain("`` It 's $ 5 , '' he said .") == "“It's $5,” he said."
