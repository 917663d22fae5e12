"""The rules of the house: sizes, the way imports run, and who may import what."""

from __future__ import annotations

import ast
import importlib
import re
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("graph", "extract", "ontology")
OWN = sorted(p for p in (ROOT / "claimgraph").rglob("*.py") if p.relative_to(ROOT / "claimgraph").parts[0] not in PARTS)
MODULES = sorted(p for part in PARTS for p in (ROOT / part).rglob("*.py")) + OWN
DATA = sorted(
    p
    for part in PARTS
    for p in (ROOT / part).rglob("*")
    if p.suffix in {".ttl", ".rq", ".toml", ".txt", ".js", ".css", ".html"}
)
LAYERS = {"errors": 0, "model": 0, "codec": 1, "ontology": 2, "extract": 3, "graph": 3}
PARSERS, RDF = {"spacy"}, {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl"}


def short(path: Path) -> str:
    """A path as the tests are named by it."""
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> list[str]:
    """Absolute names of all modules that a module imports."""
    package = ("claimgraph", *path.relative_to(ROOT).parent.parts)
    package = tuple(part for i, part in enumerate(package) if not (i == 1 and part == "claimgraph"))
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(filter(None, (base, node.module)))
            found += [f"{module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_a_module_has_at_most_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_a_function_has_at_most_50_lines(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno > 50] == []


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_public_functions_and_classes_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    public = [
        n
        for n in tree.body
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not n.name.startswith("_")
    ]
    assert [n.name for n in public if not ast.get_docstring(n)] == []
    assert ast.get_docstring(tree) or not tree.body


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_imports_run_one_way(path: Path) -> None:
    """errors, model -> codec -> ontology -> extract | graph -> the rest; extract and graph never meet."""
    part = path.relative_to(ROOT).parts[0]
    name = path.stem if part == "claimgraph" else part
    layer = LAYERS.get(name, 4)
    for module in imports(path):
        words = module.split(".")
        if words[0] != "claimgraph" or len(words) < 2:
            continue
        other = words[1]
        if other == name or other == "__version__":
            continue
        assert LAYERS.get(other, 4) < layer or layer == 4, f"{name} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_parsers_and_rdf_libraries_stay_in_their_rooms(path: Path) -> None:
    part = path.relative_to(ROOT).parts[0]
    roots = {module.split(".")[0] for module in imports(path)}
    if part != "extract" and path.name != "builder.py":
        assert not roots & PARSERS
    if part not in ("graph", "ontology"):
        assert not roots & RDF


def test_no_import_cycles() -> None:
    """Each module, and what it imports of ours when it is loaded, can be put in one order."""
    names = {}
    for path in MODULES:
        parts = path.relative_to(ROOT).with_suffix("").parts
        parts = parts if parts[0] == "claimgraph" else ("claimgraph", *parts)
        names[".".join(parts).removesuffix(".__init__")] = path
    edges = {}
    for name, path in names.items():
        top = [n for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.Import | ast.ImportFrom)]
        lines = {line for n in top for line in range(n.lineno, (n.end_lineno or 0) + 1)}
        source = "\n".join(
            text if number in lines else "" for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
        )
        targets = set()
        for module in imports_of_text(source, path):
            target = module if module in names else module.rpartition(".")[0]
            if target in names and target != name and target != "claimgraph":
                targets.add(target)
        edges[name] = targets
    while ready := [name for name, targets in edges.items() if not targets & set(edges)]:
        for name in ready:
            del edges[name]
    assert edges == {}


def imports_of_text(source: str, path: Path) -> list[str]:
    """As ``imports``, for a part of a module's text."""
    package = ("claimgraph", *path.relative_to(ROOT).parent.parts)
    package = tuple(part for i, part in enumerate(package) if not (i == 1 and part == "claimgraph"))
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = ".".join(package[: len(package) - node.level + 1])
            module = ".".join(filter(None, (base, node.module)))
            found += [f"{module}.{alias.name}" for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_every_module_is_importable_as_claimgraph(path: Path) -> None:
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts if parts[0] == "claimgraph" else ("claimgraph", *parts)
    if "torch" in imports(path):
        pytest.importorskip("torch", reason="only the extra 'train' brings PyTorch")
    if parts[-1] != "__main__":
        importlib.import_module(".".join(parts).removesuffix(".__init__"))


@pytest.mark.parametrize("path", DATA, ids=short)
def test_every_data_file_is_installed(path: Path) -> None:
    part, *rest = path.relative_to(ROOT).parts
    installed = resources.files(f"claimgraph.{part}").joinpath(*rest)
    assert installed.read_bytes() == path.read_bytes()


def test_nothing_is_installed_under_a_bare_name() -> None:
    configuration = (ROOT / "setup.cfg").read_text("utf-8")
    packages = re.search(r"^packages =\n((?:    .*\n)+)", configuration, re.MULTILINE)
    assert packages and all(line.strip().startswith("claimgraph") for line in packages[1].splitlines())
