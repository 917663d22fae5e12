"""The command line: what each command takes, and how its errors end.

Exit status: 0 done; 1 done, but something was left out or does not hold; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import functools
import io
import os
import sys
from collections.abc import Sequence

from . import __version__, commands
from .arguments import Parser, port
from .correct.command import add_options as add_correcting
from .errors import ClaimgraphError
from .graph.texts import printable, visible
from .training_commands import add_training, add_words

Parsers = argparse._SubParsersAction  # argparse has no public name for it


def make_parser() -> Parser:
    """The parser of the whole command line."""
    parser = Parser(
        prog="claimgraph",
        description="Reports in, a knowledge graph out: every edge traced to the sentence that says so.",
        epilog="start with: claimgraph demo",
    )
    parser.add_argument("--version", action="version", version=f"claimgraph {__version__}")
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    _add_building(parsers)
    _add_asking(parsers)
    _add_showing(parsers)
    _add_serving(parsers)
    _add_judging(parsers)
    add_training(functools.partial(_command, parsers, folder=False))
    return parser


def _command(parsers: Parsers[Parser], name: str, summary: str, example: str, folder: bool = True) -> Parser:
    parser = parsers.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=getattr(commands, name))
    if folder:
        parser.add_argument("folder", metavar="DIR", help="the graph's folder")
    return parser


def _add_building(parsers: Parsers[Parser]) -> None:
    build = _command(
        parsers,
        "build",
        "read reports and make a graph of them",
        "claimgraph build reports/ -o kg",
        folder=False,
    )
    build.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder: .txt .md .html .pdf .docx .jsonl")
    build.add_argument("-o", "--output", required=True, metavar="DIR", dest="folder", help="the graph's folder")
    build.add_argument("--ontology", metavar="TTL", help="an OWL ontology in place of claimgraph's own")
    build.add_argument("--model", metavar="MODEL", help='a classifier of relations: one that you trained, or "general"')
    build.add_argument("--parser", metavar="NAME", help="the spaCy model that parses (default: as in the settings)")
    build.add_argument("--base", metavar="IRI", help="what the IRIs of the data start with")
    build.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=N",
        help="what one document may cost: file_bytes, unpacked_bytes, characters, seconds, memory_bytes",
    )
    build.add_argument(
        "--open", action="store_true", default=None, help="also keep clauses that no property has, in their own words"
    )
    _add_known(build)
    _add_store(build)
    _add_jobs(build)
    _add_retry(build)
    add = _command(parsers, "add", "add reports to a graph", "claimgraph add kg more-reports/ today.html")
    add.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder")
    _add_known(add)
    _add_store(add)
    _add_jobs(add)
    _add_retry(add)
    remove = _command(
        parsers, "remove", "withdraw reports and all that rested on them alone", "claimgraph remove kg 002.txt"
    )
    remove.add_argument("sources", nargs="+", metavar="SOURCE", help="a source's file name, or the start of its id")
    _add_store(remove)
    correct = _command(
        parsers,
        "correct",
        "write down a decision that every build replays",
        'claimgraph correct kg merge "Solidarity" "NSZZ" --why "the same union"',
    )
    add_correcting(correct)
    _add_store(correct)


def _add_retry(parser: Parser) -> None:
    parser.add_argument("--retry", action="store_true", help="try again the documents that were set aside")


def _add_known(parser: Parser) -> None:
    parser.add_argument(
        "--known",
        action="append",
        default=[],
        metavar="FILE",
        help="entities with IRIs: CSV (name,aliases,kind,iri), FollowTheMoney .jsonl, or Turtle with labels",
    )


def _add_store(parser: Parser) -> None:
    parser.add_argument(
        "--store", metavar="URL", help="a remote store: the query address of a SPARQL endpoint that takes updates"
    )
    parser.add_argument(
        "--update", metavar="URL", help="its address for updates (default: that of queries, /update for a last /query)"
    )
    parser.add_argument(
        "--union-store", action="store_true", help="its default graph is the union of all others (Virtuoso)"
    )


def _add_jobs(parser: Parser) -> None:
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that read (default: 1)")


def _add_asking(parsers: Parsers[Parser]) -> None:
    query = _command(
        parsers,
        "query",
        "ask in SPARQL, or by a named query",
        "claimgraph query kg --named who-is --param name='Lech Wałęsa'",
    )
    query.add_argument("sparql", nargs="?", metavar="SPARQL", help="a SELECT, ASK, CONSTRUCT or DESCRIBE query")
    query.add_argument("--file", metavar="Q.rq", help="read the query from a file")
    query.add_argument("--named", metavar="NAME", help="a named query; --list names them")
    query.add_argument("--list", action="store_true", help="list the named queries and what they take")
    query.add_argument("--param", action="append", default=[], metavar="K=V", help="a named query's parameter")
    query.add_argument("--format", choices=("table", "csv", "csv-exact", "json", "xml", "ttl"), default="table")
    _add_store(query)
    search = _command(
        parsers,
        "search",
        "find words, however they are spelled, in names and in evidence",
        "claimgraph search kg walesa",
    )
    search.add_argument("words", nargs="+", metavar="WORDS", help="a name, or words of a report")
    search.add_argument("--kind", choices=("name", "evidence"), help="names alone, or evidence alone")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="how many of each kind (default: 10)")
    search.add_argument("--json", action="store_true", help="print what was found for programs")
    _add_store(search)
    explain = _command(
        parsers, "explain", "say what is claimed of something, and by whom", "claimgraph explain kg Solidarity"
    )
    explain.add_argument("name", metavar="NAME|IRI", help="a name, an alias, an id or an IRI")
    _command(
        parsers,
        "review",
        "settle what may be one: asks on a terminal, prints commands in a pipe",
        "claimgraph review kg",
    )
    _command(parsers, "conflicts", "lay contradicting claims side by side", "claimgraph conflicts kg")
    path = _command(
        parsers,
        "path",
        "show how two are connected, each step with its sentence",
        'claimgraph path kg "Lech Wałęsa" "Edward Gierek"',
    )
    path.add_argument("start", metavar="A", help="a name, an alias, an id or an IRI")
    path.add_argument("end", metavar="B", help="another one")
    path.add_argument("--any-stance", action="store_true", help="go over planned, demanded, supposed and denied, too")
    _add_analyze(parsers)


def _add_analyze(parsers: Parsers[Parser]) -> None:
    analyze = _command(
        parsers, "analyze", "find what is central, connected and between", "claimgraph analyze kg --page analysis.html"
    )
    analyze.add_argument("--since", metavar="DAY", help="only events since this day, as YYYY-MM-DD")
    analyze.add_argument("--until", metavar="DAY", help="only events until this day")
    analyze.add_argument(
        "--least", type=int, default=1, metavar="N", help="only what N independent sources state (default: 1)"
    )
    analyze.add_argument("--around", metavar="NAME", help="only what is near this")
    analyze.add_argument("--depth", type=int, default=1, metavar="N", help="how near, in steps (default: 1)")
    analyze.add_argument("--format", choices=("text", "csv", "csv-exact"), default="text")
    analyze.add_argument("--page", metavar="FILE.html", help="write a page with plots, too")


def _add_showing(parsers: Parsers[Parser]) -> None:
    export = _command(
        parsers, "export", "write the graph in another format", "claimgraph export kg --format turtle -o kg.ttl"
    )
    export.add_argument("--format", required=True, choices=commands.EXPORTS, help=", ".join(commands.EXPORTS))
    export.add_argument("-o", "--output", metavar="FILE", help="a file; a folder for json; default: standard output")
    _add_redact(export)
    view = _command(
        parsers, "view", "make a page that shows the graph, in one offline file", "claimgraph view kg -o kg.html"
    )
    view.add_argument("-o", "--output", required=True, metavar="FILE.html", help="the page to write")
    view.add_argument("--around", metavar="NAME", help="only what is near this")
    view.add_argument("--depth", type=int, default=1, metavar="N", help="how near, in steps (default: 1)")
    _add_redact(view)


def _add_redact(parser: Parser) -> None:
    parser.add_argument("--redact", metavar="FILE", help="hide what this file names; see docs/redaction.md")


def _add_serving(parsers: Parsers[Parser]) -> None:
    serve = _command(parsers, "serve", "answer SPARQL queries over HTTP, read-only", "claimgraph serve kg --port 8000")
    serve.add_argument("--host", default="127.0.0.1", help="the address to bind (default: 127.0.0.1)")
    serve.add_argument("--port", type=port, default=8000, help="the port (default: 8000)")
    serve.add_argument(
        "--token", help="what callers must send; made up beyond loopback (or the variable CLAIMGRAPH_TOKEN)"
    )
    serve.add_argument(
        "--allow-origin", action="append", default=[], metavar="ORIGIN", help="let pages of another origin ask (CORS)"
    )
    serve.add_argument("--timeout", type=float, default=30, metavar="S", help="seconds a query may run (default: 30)")
    serve.add_argument("--max-rows", type=int, default=1_000_000, metavar="N", help="rows of an answer (default: 1 M)")
    serve.add_argument(
        "--max-memory", type=int, default=2048, metavar="MB", help="memory of a query's process (default: 2048)"
    )
    serve.add_argument("--workers", type=int, default=4, metavar="N", help="queries at one time (default: 4)")
    _add_store(serve)


def _add_judging(parsers: Parsers[Parser]) -> None:
    _command(parsers, "check", "check the graph against the ontology's shapes", "claimgraph check kg")
    evaluate = _command(
        parsers,
        "evaluate",
        "score the graph against a hand-made gold",
        "claimgraph evaluate gold/ kg",
        folder=False,
    )
    evaluate.add_argument("gold", metavar="GOLD", help="a folder of .json files in the annotation format; or examples")
    evaluate.add_argument("folder", nargs="?", metavar="DIR", help="the graph's folder, one of exported .json; a model")
    add_words(evaluate)
    evaluate.add_argument("--json", action="store_true", help="print machine-readable figures")
    demo = _command(
        parsers, "demo", "build a graph of the sample reports and show it", "claimgraph demo -o demo", folder=False
    )
    demo.add_argument("-o", "--output", default="demo", metavar="DIR", dest="folder", help="where (default: demo)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # names of files may be no text at all
    options = make_parser().parse_args(arguments)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
        return status
    except ClaimgraphError as error:
        print(f"claimgraph: {visible(str(error))}", file=sys.stderr)
        return 2
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        told = f"{error.filename or 'input or output'}: {error.strerror or error}"
        print(f"claimgraph: {printable(told)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("claimgraph: stopped; what was read is kept, and the same command goes on from there", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
