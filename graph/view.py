"""The graph as one page that works offline and asks no host for anything.

pyvis holds the nodes and edges and renders the page, by its documented ``set_template`` hook through our own template:
its own one fetches styles from content networks and writes foreign text as markup. vis-network, which pyvis ships, is
written into the page. The content security policy names the page's own scripts and style by their SHA-256 and allows
nothing else, so that no text of a report can ever run.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources

from jinja2 import DictLoader, Environment
from markupsafe import Markup
from pyvis.network import Network

from ..errors import UsageError
from ..model import Entity, Extraction, Source, Stance
from ..ontology import vocabulary as words
from . import network as networks
from .decisions import Decision, by_page
from .neighborhood import Neighborhood
from .scene import Scene, compose

_LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
# One script in parts, in this order: each uses what those before it have made.
_PARTS = (
    "view-data.js", "view-state.js", "view-filters.js", "view-period.js", "view-months.js", "view-stage.js",
    "view-labels.js", "view-picture.js", "view-evidence.js", "view-panel.js", "view-paths.js", "view-timeline.js",
    "view-map.js", "view-disputes.js", "view-table.js", "view-drawing.js", "view-save.js", "view-live.js",
    "view-search.js", "view-ask.js", "view-suggest.js", "view.js",
)  # fmt: skip
_CROWDED = 1500  # more edges than this are left out while the picture moves


def render(
    sources: Sequence[Source],
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    *,
    title: str = "claimgraph",
    around: str | None = None,
    depth: int = 1,
    vocabulary: words.Vocabulary | None = None,
    base: str = "https://claimgraph.example/",
    decisions: Sequence[Decision] = (),
) -> str:
    """The whole page as HTML: all of the graph, or what lies within ``depth`` steps of the entity with id ``around``.

    It tells which of ``decisions`` people took about what is shown.
    Raises UsageError if the graph has no such entity; :func:`find.find` gives the id that a name means.
    """
    whole = networks.project(sources, extractions, entities, trust=networks.ANY_SPEAKER, stances=frozenset(Stance))
    if around is not None:
        if around not in whole:
            raise UsageError(f"no entity of this graph has the id {around!r}; look it up by its name")
        whole = networks.nearby(whole, [around], depth)
    ordered = sorted(sources, key=lambda source: (source.published or "", source.name, source.id))
    known = sorted(entities, key=lambda entity: entity.id)
    read = sorted(extractions, key=lambda extraction: extraction.source)
    scene = compose(ordered, read, known, vocabulary or words.load(), whole, base, by_page(decisions))
    return _page(scene, title)


def render_part(
    part: Neighborhood,
    live: Mapping[str, object],
    *,
    title: str,
    vocabulary: words.Vocabulary,
    base: str,
) -> str:
    """The page of a part of a graph, which asks the server it came from for what is not in it.

    ``live`` is what it knows of the whole: ``centers``, the ids of what it was made around; ``things``, how many there
    are; ``disputed``, the id and name of each about which something, told last, is disputed. ``way`` and ``period``
    tell what a search for a way or for the events of some days came to.
    """
    whole = networks.project(
        part.sources, part.extractions, part.entities, trust=networks.ANY_SPEAKER, stances=frozenset(Stance)
    )
    shown = whole.subgraph(part.shown)
    scene = compose(part.sources, part.extractions, part.entities, vocabulary, shown, base, part.decided)
    scene.details["live"] = dict(live)
    return _page(scene, title, "connect-src 'self'; ")


def _page(scene: Scene, title: str, more: str = "") -> str:
    page = Network(directed=True, heading=title)
    page.nodes, page.edges = scene.nodes, scene.edges  # its add_node and add_edge search lists, and lose parallel edges
    page.options = _options(len(scene.edges))
    style, script = _asset("view.css"), _script()
    library = _library()
    page.templateEnv = Environment(loader=DictLoader({page.path: _asset("view.html")}), autoescape=True)
    page.templateEnv.globals.update(
        details=scene.details,
        world=Markup(_asset("world.json")),
        style=Markup(style),
        library=Markup(library),
        script=Markup(script),
        policy=(
            f"default-src 'none'; base-uri 'none'; form-action 'none'; {more}"
            f"script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}; img-src data: blob:"
        ),
    )
    html: str = page.generate_html()
    return html


def fixed() -> tuple[str, ...]:
    """The parts of a page that are the same for every graph: its style, its program, the map of the world."""
    return (_library(), _script(), _asset("world.json"), _asset("view.css"))


def _library() -> str:
    return resources.files("pyvis").joinpath(_LIBRARY).read_text("utf-8").replace("</script", "<\\/script")


def _options(edges: int) -> dict[str, object]:
    """What vis-network is told: nothing moves by itself, and a big graph sheds what is slow to draw."""
    crowded = edges > _CROWDED
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": not crowded,
            "hideEdgesOnDrag": crowded,
            "hideEdgesOnZoom": crowded,
            "tooltipDelay": 100000,
            "multiselect": False,
        },
        "nodes": {"borderWidth": 0 if crowded else 1.5},
        "edges": {
            "smooth": False,
            "arrows": {"to": {"enabled": not crowded, "scaleFactor": 0.45}},
            "selectionWidth": 1.5,
        },
    }


def _script() -> str:
    return '"use strict";\n(() => {\n' + "\n".join(map(_asset, _PARTS)) + "})();\n"


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
