"""The pictures of the README: the page of the sample in Chromium, as a reader would come to each.

claimgraph demo -o demo && python -m benchmarks.pictures demo/view.html docs
"""

from __future__ import annotations

import argparse
import io
import shutil
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from .view import QUIET

SIZE = (1400, 860)
PICTURES = {  # the words that are searched, the tab, what the colors tell, and the scheme
    "view": ("Lech Walesa", "graph", "kind", "light"),
    "timeline": ("Gdansk August 1980", "timeline", "kind", "light"),
    "map": ("Solidarity", "map", "kind", "light"),
    "communities": ("", "graph", "group", "light"),
    "dark": ("Solidarity", "graph", "kind", "dark"),
}


def take(page: Page, file: Path, name: str) -> bytes:
    """One picture, in a palette of 256 colors."""
    words, tab, colors, _ = PICTURES[name]
    page.goto(file.resolve().as_uri())
    page.wait_for_selector("html[data-ready]")
    page.select_option("#color-by", colors)
    if words:
        page.locator("#search").fill(words)
        page.keyboard.press("Enter")
    page.locator(f"#tab-{tab}").click()
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(1500)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    written = io.BytesIO()
    shot.quantize(256, Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("view", type=Path, help="the page of the sample")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET.split())
        for name, (*_, scheme) in PICTURES.items():
            size = {"width": SIZE[0], "height": SIZE[1]}
            page = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            (options.folder / f"{name}.png").write_bytes(take(page, options.view, name))
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
