"""The pages of ``docs/`` show what their commands and queries really print."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


def load() -> ModuleType:
    """The module beside this one: tests are no package."""
    spec = importlib.util.spec_from_file_location("printed", Path(__file__).parent / "printed.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


printed = load()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the graph of the example."""
    folder: Path = printed.folder_of(tmp_path_factory.mktemp("docs"))
    return folder


@pytest.mark.parametrize("page", printed.PAGES, ids=lambda page: page.stem)
def test_a_page_shows_what_is_printed(page: Path, place: Path) -> None:
    text = page.read_text("utf-8")
    assert printed.refreshed(text, place) == text


@pytest.mark.parametrize(
    ("page", "least"),
    [
        ("claims-for-journalists.md", 5),
        ("claims-in-sparql.md", 5),
        ("open-predicates.md", 2),
        ("your-own-ontology.md", 4),
        ("general-model.md", 2),
        ("by-example.md", 3),
    ],
)
def test_the_pages_have_examples(page: str, least: int) -> None:
    text = (printed.DOCS / page).read_text("utf-8")
    assert printed.blocks(text) >= least
    assert page in (printed.DOCS.parent / "README.md").read_text("utf-8")
