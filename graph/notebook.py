"""A page inside a notebook: a frame that holds the whole page, sealed off from the notebook around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

_FRAME = (
    '<iframe title="{title}" sandbox="allow-scripts allow-downloads" srcdoc="{page}" '
    'style="width: 100%; height: {height}px; border: 1px solid #dedbd2; border-radius: 8px"></iframe>'
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that a notebook displays where it is the value of a cell; nothing is fetched for it.

    ``sandbox`` (HTML standard) gives the page an origin of its own: its scripts reach neither the notebook nor its
    server.

    >>> Shown("<p>one & two</p>", "A page")._repr_html_()[:90]
    '<iframe title="A page" sandbox="allow-scripts allow-downloads" srcdoc="&lt;p&gt;one &amp; '
    """

    page: str = field(repr=False)
    """The page as HTML."""
    title: str
    height: int = 640
    """How high the frame is, in pixels."""

    def _repr_html_(self) -> str:
        return _FRAME.format(title=escape(self.title), page=escape(self.page), height=int(self.height))
