"""What the fuzzer has found stays mended; each of its targets passes its own seed, and a few arbitrary inputs."""

from __future__ import annotations

import base64
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz_targets import targets

FOUND: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("found.toml").read_text("utf-8"))
CASES = [(name, content) for name, contents in FOUND.items() for content in contents]


@pytest.mark.parametrize("name", targets())
def test_a_target_passes_its_seed(name: str) -> None:
    target = targets()[name]
    target.check(target.seeds[0])


@pytest.mark.parametrize(("name", "content"), CASES, ids=[f"{name}-{n}" for n, (name, _) in enumerate(CASES)])
def test_what_was_found_is_mended(name: str, content: str) -> None:
    targets()[name].check(base64.b64decode(content))


@pytest.mark.parametrize("name", ["text", "html", "markdown", "pdf", "docx", "jsonl"])
@given(content=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_a_reader_holds_on_anything(name: str, content: bytes) -> None:
    target = targets()[name]
    target.check(content)
    target.check(target.seeds[0] + content)


@given(text=st.text(st.characters(), min_size=1, max_size=50))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_every_exit_holds_on_any_text(text: str) -> None:
    targets()["escapes"].check(text.encode("utf-8", "surrogatepass"))
