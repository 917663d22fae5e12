"""The data files of this package: words, phrases, weights. Code says what is done with them; people edit them."""

from __future__ import annotations

import functools
import importlib.resources
import tomllib
from typing import Any


@functools.cache
def toml_of(file: str) -> dict[str, Any]:
    """What a data file of this package holds, read once; nobody changes it.

    >>> "deny" in toml_of("stance.toml")["clause"]["rejecting"]
    True
    """
    return tomllib.loads((importlib.resources.files(__package__) / file).read_text("utf-8"))
