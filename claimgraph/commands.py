"""What each command of the command line does. Each takes the parsed options and returns the exit status."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .export_commands import EXPORTS as EXPORTS
from .export_commands import annotations_of
from .export_commands import export as export
from .export_commands import view as view
from .folder import Folder
from .graph.texts import printable
from .network_commands import analyze as analyze
from .network_commands import at_least_one
from .network_commands import path as path
from .service import graph_to_ask, send
from .service import search as search
from .service import serve as serve
from .settings import Settings, limits_said
from .training_commands import annotate as annotate
from .training_commands import checked_paths, judge
from .training_commands import train as train

if TYPE_CHECKING:
    from .builder import Report
    from .extract.known import KnownEntity
    from .model import Source

# Heavy parts (the parser, the store) are imported by the commands that need them, so that help comes at once.


def build(options: argparse.Namespace) -> int:
    """Read reports and make a graph of them."""
    return _build(options, _settings(options))


def add(options: argparse.Namespace) -> int:
    """Add reports to a graph that exists."""
    Folder.open(options.folder)
    return _build(options, None)


def _build(options: argparse.Namespace, settings: Settings | None) -> int:
    from . import builder

    report = builder.build(
        options.paths,
        options.folder,
        known=_known(options),
        settings=settings,
        jobs=at_least_one(options.jobs, "--jobs"),
        progress=_progress,
        retry=options.retry,
    )
    return _sent(report, options)


def remove(options: argparse.Namespace) -> int:
    """Withdraw sources."""
    from . import builder

    return _sent(builder.remove(options.folder, options.sources), options)


def _sent(report: Report, options: argparse.Namespace, idle: str = "nothing to do") -> int:
    status = _say(report, options.folder, idle)
    send(options)
    return status


def _known(options: argparse.Namespace) -> list[KnownEntity]:
    """What the files of known entities hold, read before anything is written."""
    from .known import read

    return [item for path in options.known for item in read(Path(path))]


def _settings(options: argparse.Namespace) -> Settings | None:
    names = ("ontology", "parser", "model", "base", "open")
    given: dict[str, Any] = {k: v for k in names if (v := getattr(options, k)) is not None}
    if not given and not options.limit:
        return None
    given = checked_paths(given)
    folder = Path(options.folder)
    kept = Folder.open(folder).settings if (folder / "claimgraph.toml").exists() else Settings()
    if options.limit:
        given["limits"] = limits_said(options.limit, kept.limits)
    return dataclasses.replace(kept, **given)


def _progress(sources: Iterable[Source]) -> Iterable[Source]:
    from tqdm import tqdm

    bar: Iterable[Source] = tqdm(sources, desc="reading", unit="report", disable=None, leave=False)
    return bar  # silent off a terminal


def _say(report: Report, folder: str, idle: str = "nothing to do") -> int:
    done = [
        f"{len(names)} {what}"
        for names, what in ((report.read, "read"), (report.kept, "kept"), (report.withdrawn, "withdrawn"))
        if names
    ]
    print(f"{folder}: {', '.join(done) or idle}")
    if report.again:
        print(f"claimgraph: {len(report.again)} read again, for version, ontology or model changed", file=sys.stderr)
    for problem in report.problems:
        print(f"claimgraph: {printable(problem)}", file=sys.stderr)
    return 1 if report.problems else 0


def query(options: argparse.Namespace) -> int:
    """Ask in SPARQL or by a named query."""
    from .graph.hints import hints
    from .graph.knowledge import KnowledgeGraph
    from .graph.query import named_queries, prepared
    from .graph.streaming import write_answer

    if options.list:
        for name, named in named_queries().items():
            print(f"{name}\n    {named.help}")
            for parameter, meaning in named.parameters.items():
                print(f"    --param {parameter}=...  {meaning}")
        return 0
    ways = [way for way in (options.sparql, options.file, options.named) if way]
    if len(ways) != 1:
        raise UsageError("give one of: a SPARQL query, --file Q.rq, --named NAME; or --list")
    kg = graph_to_ask(options)
    if options.named:
        text, values = prepared(options.named, _parameters(options.param))
    else:
        text, values = _query_in(Path(options.file)) if options.file else options.sparql, {}
    write_answer(kg.store, text, values, kg.base, options.format, sys.stdout.buffer)
    if not options.named and isinstance(kg, KnowledgeGraph):
        sys.stdout.buffer.flush()
        for hint in hints(text, kg.store, kg.vocabulary):
            print(f"claimgraph: {printable(hint)}", file=sys.stderr)
    return 0


def _query_in(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not in UTF-8: {error}; save it as UTF-8") from None


def _parameters(given: list[str]) -> dict[str, str]:
    for item in given:
        if "=" not in item:
            raise UsageError(f"--param {item!r} has no '='; it must be NAME=VALUE, such as name='Lech Wałęsa'")
    return dict(item.split("=", 1) for item in given)


def explain(options: argparse.Namespace) -> int:
    """Say what is claimed of something."""
    from .content import open_content
    from .graph.decisions import rejected

    content, kg = open_content(options.folder)
    try:
        page = kg.explain(options.name)
    except UsageError as error:
        if not (gone := rejected(options.name, kg.decisions)):
            raise
        raise UsageError(f"{error}; {'; '.join(gone)}") from None
    print(page, end="")
    if reasons := content.resolution.reasons(kg.find(options.name)):
        print("\none in all of these, because")
        print("".join(f"  {printable(reason)}\n" for reason in reasons), end="")
    return 0


def conflicts(options: argparse.Namespace) -> int:
    """Lay contradicting claims side by side."""
    from .content import open_graph

    print(open_graph(options.folder).conflicts_text(), end="")
    return 0


def check(options: argparse.Namespace) -> int:
    """Check the graph against the shapes."""
    from .content import open_graph
    from .ontology.check import check as run

    violations = run(open_graph(options.folder).graph)
    for violation in violations:
        print(printable(str(violation)))
    print(f"{options.folder}: {len(violations) or 'no'} violation{'s' if len(violations) != 1 else ''}")
    return 1 if violations else 0


def correct(options: argparse.Namespace) -> int:
    """Write down a decision, list them, take one back, or take over somebody's; and build again."""
    from .correct.command import correct as run

    again, problems = run(options)
    for problem in problems:
        print(f"claimgraph: {printable(problem)}", file=sys.stderr)
    if again:
        from . import builder

        return max(_sent(builder.rebuild(options.folder), options, "built again"), int(bool(problems)))
    return int(bool(problems))


def review(options: argparse.Namespace) -> int:
    """Settle what may be one: by answers on a terminal, or by the commands that it prints."""
    from . import builder
    from .correct.review import run

    if run(Folder.open(options.folder), options.folder):
        return _say(builder.rebuild(options.folder), options.folder, "built again")
    return 0


def evaluate(options: argparse.Namespace) -> int:
    """Score the graph against a gold, or a model on examples."""
    from . import report
    from .evaluate import load_folder, score

    if Path(options.gold).is_file():
        return judge(options)
    gold = load_folder(Path(options.gold))
    if options.folder is None:
        raise UsageError(f"{options.gold}: a gold of documents needs the folder of a graph behind it")
    folder = Path(options.folder)
    predicted = annotations_of(folder) if (folder / "claimgraph.toml").exists() else load_folder(folder)
    scores = {name: score(data, predicted.get(name, {})) for name, data in gold.items()}
    print(report.as_json(scores) if options.json else report.as_text(scores), end="")
    return 0


def demo(options: argparse.Namespace) -> int:
    """Build a graph of the sample reports, check it, and write its Turtle and its view."""
    from . import builder
    from .content import open_graph
    from .sample import sample_folder

    folder = Path(options.folder)
    with sample_folder() as sample:
        status = _say(builder.build([sample / "reports"], folder, progress=_progress), options.folder)
    kg = open_graph(folder)
    turtle, page = folder / "graph.ttl", folder / "view.html"
    kg.export("turtle", turtle)
    page.write_text(kg.view(), "utf-8")
    print(f"\nTry:  claimgraph explain {folder} Solidarity")
    print(f"      claimgraph conflicts {folder}")
    print(f"\nTurtle: {turtle.resolve()}\nView:   {page.resolve()}")
    return status
