"""The page in Chromium: how soon it is there, how fast the search answers and the picture moves, by number of nodes.

    python -m benchmarks.view [SIZE ...]

For each size: seconds to make the page, its size, seconds until Chromium has drawn it, milliseconds from the last key
in the search to its answer, frames a second while the picture is dragged, requests that left the file, and console
errors. Chromium draws in software here, so that frames are a floor.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from claimgraph.graph.view import render

from .generated import Generator
from .machine import describe

QUIET = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
_DRAG = """async () => {
  let frames = 0, going = true;
  const count = () => { frames += 1; if (going) requestAnimationFrame(count); };
  const start = performance.now();
  requestAnimationFrame(count);
  for (let i = 0; i < 20; i += 1) {
    claimgraph.network.moveTo({ position: { x: i * 20, y: i * 10 } });
    await new Promise(requestAnimationFrame);
  }
  going = false;
  return 1000 * frames / (performance.now() - start);
}"""
_SEARCH = """(text) => {
  const input = document.getElementById("search");
  input.value = text;
  const start = performance.now();
  input.dispatchEvent(new Event("input"));
  document.getElementById("found").getBoundingClientRect();
  return performance.now() - start;
}"""


def measure(page: Page, file: Path) -> dict[str, Any]:
    """Open a page and try it."""
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(file.as_uri(), timeout=120_000)
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    drawn = page.evaluate("document.documentElement.dataset.ready") and page.evaluate("performance.now()") / 1000
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0") / 1000
    page.evaluate(_SEARCH, "ba")  # the index is made at the first search
    searched = max(page.evaluate(_SEARCH, text) for text in ("kori", "union 1", "bako zumq"))
    frames = page.evaluate(_DRAG)
    shown = page.evaluate("claimgraph.drawn.nodes.size + claimgraph.drawn.groups.size")
    away = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    return {
        "paint": paint,
        "drawn": drawn,
        "search": searched,
        "frames": frames,
        "shown": shown,
        "away": len(away),
        "wrong": len(wrong),
    }


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 50_000], help="numbers of nodes")
    options = parser.parse_args()
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    print(f"# {describe()}\n")
    print(
        "| nodes | links | page made in s | page MB | first paint s | graph drawn s | search ms | frames/s "
        "| drawn at once | requests | errors |\n|---|---|---|---|---|---|---|---|---|---|---|"
    )
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=next(found, "chromium"), args=QUIET.split())
        for size in options.sizes:
            records = Generator(size).records()
            start = time.perf_counter()
            html = render(*records)
            made = time.perf_counter() - start
            file = Path(scratch) / f"{size}.html"
            file.write_text(html, "utf-8")
            page = browser.new_page(viewport={"width": 1440, "height": 880})
            got = measure(page, file)
            links = page.evaluate("JSON.parse(document.getElementById('edges').textContent).length")
            page.close()
            cells = [
                f"{size:,}",
                f"{links:,}",
                f"{made:.1f}",
                f"{file.stat().st_size / 1e6:.1f}",
                f"{got['paint']:.2f}",
            ]
            cells += [f"{got['drawn']:.2f}", f"{got['search']:.0f}", f"{got['frames']:.0f}"]
            print(
                "| " + " | ".join([*cells, *(str(got[name]) for name in ("shown", "away", "wrong"))]) + " |", flush=True
            )
        browser.close()


if __name__ == "__main__":
    main()
