"""The commands that write a graph down for others: ``export`` and ``view``, with what is to be hidden out of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .folder import Folder
from .graph.texts import file_name, visible
from .network_commands import at_least_one

if TYPE_CHECKING:
    from .model import Extraction, Source

EXPORTS = ("turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "csv-exact", "json")


def export(options: argparse.Namespace) -> int:
    """Write the graph in another format."""
    if options.format == "json":
        return _export_json(options)
    if options.redact:
        from .redaction import redacted

        content = redacted(options.folder, Path(options.redact)).export(options.format)
        if options.output:
            Path(options.output).write_bytes(content)
        else:
            sys.stdout.buffer.write(content)
        return 0
    from .content import open_graph, open_store
    from .graph.export import RDF_FORMATS

    kg = (open_store if options.format in RDF_FORMATS else open_graph)(options.folder)
    if options.output:
        kg.export(options.format, Path(options.output))
    else:
        kg.export_to(options.format, sys.stdout.buffer)
    return 0


def _export_json(options: argparse.Namespace) -> int:
    if not options.output:
        raise UsageError("--format json writes one file a source; name a folder with -o FOLDER")
    if options.redact:
        from .redaction import redacted

        texts = redacted(options.folder, Path(options.redact)).texts(_written)
    else:
        texts = {name: _json(data) for name, data in annotations_of(Path(options.folder)).items()}
    folder = Path(options.output)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return 0


def annotations_of(folder: Path) -> dict[str, dict[str, Any]]:
    """What was read in each source of a graph, in the annotation format, by the name of its file."""
    from .content import content_of

    content = content_of(Folder.open(folder))
    return _annotated(content.sources, content.extractions)


def _written(sources: Sequence[Source], extractions: Sequence[Extraction]) -> dict[str, str]:
    return {name: _json(data) for name, data in _annotated(sources, extractions).items()}


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _annotated(sources: Sequence[Source], extractions: Sequence[Extraction]) -> dict[str, dict[str, Any]]:
    """One annotation a source, by the name of its file; a second source of one name gets its id as well."""
    from .annotation import annotation_of

    out: dict[str, dict[str, Any]] = {}
    for source, extraction in zip(sources, extractions, strict=True):
        stem = file_name(Path(source.name).stem, source.id[:8])
        name = f"{stem}.json" if f"{stem}.json" not in out else f"{stem}-{source.id[:8]}.json"
        out[name] = annotation_of(source, extraction)
    return out


def view(options: argparse.Namespace) -> int:
    """Make a page that shows the graph."""
    from .content import open_graph

    depth = at_least_one(options.depth, "--depth")
    if options.redact:
        from .redaction import redacted

        page = redacted(options.folder, Path(options.redact)).view(around=options.around, depth=depth)
    else:
        page = open_graph(options.folder).view(around=options.around, depth=depth)
    Path(options.output).write_text(page, "utf-8")
    print(visible(options.output))
    return 0
