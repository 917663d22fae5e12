"""The argument parser of the command line: errors that end with the way to more help, and checked numbers."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Sequence
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors end with the way to more help."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong on standard error and leave with status 2."""
        self.exit(2, f"claimgraph: {message}; see: {self.prog} --help\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As ever, but a command refuses by itself what it does not know, so that the error names its own help."""
        known, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}{self._near(unknown)}")
        return known, unknown

    def _near(self, unknown: Sequence[str]) -> str:
        options = sorted(self._option_string_actions)
        near = [o for word in unknown for o in difflib.get_close_matches(word.partition("=")[0], options, 1)]
        return f"; near it: {', '.join(near)}" if near else ""


def port(text: str) -> int:
    """A port as a number. Raises ArgumentTypeError.

    >>> port("8000")
    8000
    """
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; it must be a number from 0 to 65535")
    return int(text)
