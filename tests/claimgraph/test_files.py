"""Atomic writes and the folder's lock, with real processes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimgraph.errors import FolderError
from claimgraph.files import LOCK, locked, sweep, write_atomically


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    write_atomically(target, "old")
    with pytest.raises(UnicodeEncodeError, match="surrogates"):
        write_atomically(target, "\ud800")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert target.read_text() == "old"


def test_a_full_disk_is_said_and_leaves_the_old_file(tmp_path: Path) -> None:
    script = """
import pathlib, resource, sys
from claimgraph.errors import FolderError
from claimgraph.files import write_atomically
target = pathlib.Path(sys.argv[1])
write_atomically(target, "old")
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_atomically(target, "new" * 100)
except FolderError as error:
    print(error)
"""
    target = tmp_path / "a.txt"
    ran = subprocess.run([sys.executable, "-c", script, str(target)], capture_output=True, text=True)
    assert "a.txt: cannot be written: File too large; mend that" in ran.stdout
    assert ([path.name for path in tmp_path.iterdir()], target.read_text()) == (["a.txt"], "old")


def test_what_killed_writers_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".a.json.x7.unfinished").write_text("{")
    (tmp_path / ".mine").write_text("kept")
    sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".mine"]


def test_the_second_builder_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(FolderError, match=f"process {os.getpid()} is building here"),
        locked(tmp_path),
    ):
        pass


def test_a_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    process = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
    (tmp_path / LOCK).write_text(process.stdout.strip())
    with locked(tmp_path):
        assert (tmp_path / LOCK).read_text() == str(os.getpid())
    assert not (tmp_path / LOCK).exists()


@pytest.mark.parametrize(
    "content", ["", "not a number", str(os.getpid())], ids=["empty", "odd", "a process of that number lives"]
)
def test_a_lock_that_nobody_holds_is_taken_over(tmp_path: Path, content: str) -> None:
    (tmp_path / LOCK).write_text(content)
    with locked(tmp_path):
        pass
    assert not (tmp_path / LOCK).exists()


def test_what_the_system_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match=r"none/\.lock: cannot be written: No such file"), locked(tmp_path / "none"):
        pass
    with pytest.raises(FolderError, match="x: cannot be written: No space left"), locked(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(tmp_path / "x"))
    assert list(tmp_path.iterdir()) == []
