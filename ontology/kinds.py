"""Which kind of entity a class of a user's ontology is, by the last noun of its label."""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from typing import Any, Literal

from ..model import Kind

OTHER: Literal["Thing"] = "Thing"
"""The kind of all that is neither a person, an organization, a place nor an event."""


@functools.cache
def _nouns() -> dict[str, Kind]:
    text = (importlib.resources.files(__package__) / "kinds.toml").read_text("utf8")
    data: Any = tomllib.loads(text)
    return {noun: kind for kind, nouns in data.items() for noun in nouns.split()}


def kind_by_label(label: str) -> Kind:
    """The kind of a class with this label; Thing where its noun is not known.

    >>> kind_by_label("sports team"), kind_by_label("head of state"), kind_by_label("cargo ships")
    ('Organization', 'Person', 'Thing')
    """
    head = re.split(r" (?:of|for|in|at|on|with)\b", label.lower())[0].split()
    if not head:
        return OTHER
    if head[-1] == "head":
        return "Person"
    return _nouns().get(head[-1]) or _nouns().get(head[-1].removesuffix("s"), OTHER)
