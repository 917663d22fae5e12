"""No command opens a connection beyond this machine. Whoever gives ``--store URL`` asks for one, and is not meant here.

Every command is run in a process in which Python tells of each address that it looks up or connects to (audit events,
which reach what it is called from, too); where ``strace`` is installed, the system tells of those of compiled code.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from claimgraph.cli import make_parser

ROOT = Path(__file__).parent.parent
CLIENTS = {"aiohttp", "ftplib", "http", "httpx", "imaplib", "requests", "smtplib", "socket", "ssl", "urllib3"}
REPORT = "BILBAO, 4 September 1976 - Dockers led by Ana Ruiz, head of the Harbor Union, went on strike on Friday.\n"
PAGE = (
    "<!DOCTYPE html [<!ENTITY x SYSTEM 'http://192.0.2.1/x'>]><html><head><base href='http://192.0.2.1/'>"
    "<link rel=stylesheet href=c.css></head><body><article><img src='a.png'><script src='b.js'></script>"
    f"<p>&x; {REPORT}</p><p>The Harbor Union said that the strike would end when all were paid.</p></article>"
)
# Tells of whatever is not on this machine, and keeps it from happening.
GUARD = """
import os, sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    else:
        return
    if host is None or str(host) in ("127.0.0.1", "::1", "localhost", "", "b''"):
        return
    with open(os.environ["CLAIMGRAPH_TEST_LOG"], "a") as log:
        log.write(f"{event} {host}\\n")
    raise OSError(f"{event}: {host} is not on this machine")

sys.addaudithook(watch)
"""
RUN = """
import json, sys
from claimgraph.cli import main

if __name__ == "__main__":
    for command in json.load(open(sys.argv[1])):
        status = main(command)
        assert status in (0, 1), (status, command)
"""
CONTROL = """
import socket, urllib.request
for reach_out in (
    lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    lambda: socket.getaddrinfo("a.example", 80),
    lambda: urllib.request.urlopen("http://192.0.2.1/", timeout=1),
):
    try:
        reach_out()
    except OSError:
        pass
"""
COMPILED = "SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }"
STRACE = shutil.which("strace")


def commands(kg: Path, out: Path, reports: Path) -> list[list[str]]:
    """Every command but ``serve``, with every format that it writes."""
    first = str(reports / "dockers.txt")
    return [
        ["build", str(reports), "-o", str(kg)],
        ["add", str(kg), first],
        *(["query", str(kg), "SELECT * { ?s rdfs:label ?o }", "--format", form] for form in ("table", "csv", "xml")),
        ["query", str(kg), "--list"],
        ["query", str(kg), "--named", "timeline"],
        ["search", str(kg), "Ruiz"],
        ["explain", str(kg), "Harbor Union"],
        ["review", str(kg)],
        ["conflicts", str(kg)],
        ["path", str(kg), "Ana Ruiz", "Harbor Union"],
        ["analyze", str(kg), "--page", str(out / "net.html")],
        *(
            ["export", str(kg), "--format", form, "-o", str(out / f"kg.{form}")]
            for form in ("turtle", "trig", "nquads", "jsonld", "graphml", "gexf", "csv", "json")
        ),
        ["view", str(kg), "-o", str(out / "kg.html")],
        ["check", str(kg)],
        ["correct", str(kg), "confirm", "Harbor Union", "--by", "Ann"],
        ["evaluate", str(out / "kg.json"), str(kg)],
        ["annotate", first, "-o", str(out / "examples.txt")],
        ["remove", str(kg), "dockers.txt"],
        ["demo", "-o", str(out / "demo")],
    ]


def environment(folder: Path) -> dict[str, str]:
    """With the guard, which every Python process loads as it starts."""
    guard = folder / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD)
    path = os.pathsep.join(filter(None, (str(guard), str(ROOT), os.environ.get("PYTHONPATH", ""))))
    return {**os.environ, "PYTHONPATH": path, "CLAIMGRAPH_TEST_LOG": str(folder / "log"), "PYTHONSAFEPATH": "1"}


def traced(folder: Path, command: list[str]) -> list[str]:
    """A command that the system's calls are told of, where that can be had."""
    if STRACE is None:
        return command
    return [STRACE, "-f", "-qq", "--seccomp-bpf", "-e", "trace=connect,sendto", "-o", str(folder / "calls"), *command]


def reached(folder: Path) -> list[str]:
    """The addresses beyond this machine that a process looked up or connected to."""
    log, calls = folder / "log", folder / "calls"
    told = log.read_text().splitlines() if log.exists() else []
    for line in calls.read_text("utf-8", "replace").splitlines() if calls.exists() else []:
        address = re.search(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"', line)
        if address and not (address[1] or address[2]).startswith(("127.", "::1", "::ffff:127.")):
            told.append(line)
    return told


def test_no_command_reaches_beyond_this_machine(tmp_path: Path) -> None:
    reports, out = tmp_path / "reports", tmp_path / "out"
    reports.mkdir()
    out.mkdir()
    (reports / "dockers.txt").write_text(REPORT)
    (reports / "page.html").write_text(PAGE)
    (tmp_path / "run.py").write_text(RUN)
    listed = commands(tmp_path / "kg", out, reports)
    known = make_parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert set(known or ()) - {command[0] for command in listed} == {"serve", "train"}
    (tmp_path / "commands.json").write_text(json.dumps(listed))
    command = traced(tmp_path, [sys.executable, str(tmp_path / "run.py"), str(tmp_path / "commands.json")])
    done = subprocess.run(command, env=environment(tmp_path), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert reached(tmp_path) == []


def test_serving_reaches_nobody(tmp_path: Path) -> None:
    (tmp_path / "dockers.txt").write_text(REPORT)
    run = [sys.executable, "-m", "claimgraph"]
    given = environment(tmp_path)
    subprocess.run([*run, "build", "dockers.txt", "-o", "kg"], env=given, cwd=tmp_path, check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen([*run, "serve", "kg", "--port", str(port), "--workers", "1"], env=given, cwd=tmp_path)
    try:
        assert b"<html" in answer(f"http://127.0.0.1:{port}/")
        query = "SELECT%20*%20%7B%20?s%20?p%20?o%20%7D%20LIMIT%201"
        assert answer(f"http://127.0.0.1:{port}/sparql?query={query}")
    finally:
        server.terminate()
        server.wait(20)
    assert reached(tmp_path) == []


def answer(address: str) -> bytes:
    """What a server answers that may still be starting."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=30) as reply:
                content: bytes = reply.read()
                return content
        except ConnectionError:
            time.sleep(0.1)
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionError):
                raise
            time.sleep(0.1)
    raise TimeoutError(address)


def test_the_guard_tells_of_what_reaches_out(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", CONTROL], env=environment(tmp_path), cwd=tmp_path, check=True)
    assert [line.split()[-1] for line in reached(tmp_path)] == ["192.0.2.1", "a.example", "192.0.2.1"]


@pytest.mark.skipif(STRACE is None, reason="strace is not installed")
def test_the_system_tells_of_compiled_code_that_reaches_out(tmp_path: Path) -> None:
    ask = f"import pyoxigraph\ntry: list(pyoxigraph.Store().query({COMPILED!r}))\nexcept Exception: pass"
    command = traced(tmp_path, ["timeout", "2", sys.executable, "-c", ask])
    subprocess.run(command, env=environment(tmp_path), cwd=tmp_path, check=False)
    assert any("192.0.2.1" in line for line in reached(tmp_path))


@pytest.mark.parametrize("part", ["claimgraph", "extract", "graph", "ontology"])
def test_only_what_asks_a_remote_store_imports_a_client(part: str) -> None:
    found = []
    for path in sorted((ROOT / part).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            if any(name.split(".")[0] in CLIENTS or name.startswith("urllib.request") for name in names):
                found.append(path.relative_to(ROOT / part).as_posix())
    assert found == (["remote.py"] if part == "graph" else [])


def test_onnxruntime_is_told_to_tell_nobody_before_it_is_loaded() -> None:
    ask = (
        "import os, sys, claimgraph.extract.encoder; "
        "assert 'onnxruntime' not in sys.modules; print(os.environ['ORT_DISABLE_TELEMETRY'])"
    )
    given = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    done = subprocess.run([sys.executable, "-c", ask], env=given, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
    loading = [path for path in ROOT.glob("extract/*.py") if re.search(r"import onnxruntime", path.read_text("utf-8"))]
    assert [path.name for path in loading] == ["encoder.py"]
