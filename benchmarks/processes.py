"""Processes and disks for trials of what goes wrong: forks and how they end, their workers, a small tmpfs (Linux)."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from claimgraph.errors import FolderError

Work = Callable[[], object]


def forked(work: Work) -> int:
    """A process that does something, and leaves with status 0, or with 3 where a FolderError says why not."""
    if pid := os.fork():
        return pid
    status = 1
    try:
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            work()
        status = 0
    except FolderError:
        status = 3
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def ended(pid: int) -> int:
    """Its exit status, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@contextlib.contextmanager
def mounted(folder: Path, size: int) -> Iterator[Callable[[str], None]]:
    """A tmpfs for a while, and what changes its options."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()

    def remount(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(folder)], check=True)

    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=True)
    try:
        yield remount
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def children(pid: int) -> list[int]:
    """The workers of a process."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []
