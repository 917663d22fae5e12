"""Reports in, a knowledge graph out, in which every edge can be traced to the sentence that says so.

>>> import tempfile
>>> from pathlib import Path
>>> from claimgraph import build, open_graph
>>> folder = Path(tempfile.mkdtemp())
>>> _ = (folder / "report.txt").write_text("Dockers went on strike in Bilbao on 4 September 1976.")
>>> build([folder / "report.txt"], folder / "kg").read
['report.txt']
>>> open_graph(folder / "kg").query("ASK { ?event a cg:Protest ; cg:place/rdfs:label ?where }").truth
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .builder import Report, build, rebuild, remove
    from .content import open_graph
    from .errors import ClaimgraphError
    from .graph.knowledge import KnowledgeGraph
    from .model import Claim, Entity, Evidence, Extraction, Mention, Source, Stance
    from .settings import Settings

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "ClaimgraphError",
    "Entity",
    "Evidence",
    "Extraction",
    "KnowledgeGraph",
    "Mention",
    "Report",
    "Settings",
    "Source",
    "Stance",
    "build",
    "open_graph",
    "rebuild",
    "remove",
]

# Loaded when first asked for: the parser and the store take a second that no `--help` should wait for.
_HOMES = {
    "builder": ("Report", "build", "rebuild", "remove"),
    "content": ("open_graph",),
    "errors": ("ClaimgraphError",),
    "graph.knowledge": ("KnowledgeGraph",),
    "model": ("Claim", "Entity", "Evidence", "Extraction", "Mention", "Source", "Stance"),
    "settings": ("Settings",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module 'claimgraph' has no attribute {name!r}")
