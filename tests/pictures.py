"""Compare what a page looks like with how it looked when somebody last looked at it and was content.

A picture is kept as a small grid of grey levels in a text file, one hexadecimal digit a cell, so that a
change of look shows as a change of lines in review and no image lies in the repository. Letters differ
from machine to machine; the file names the letters it was drawn with, and other letters are not compared.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

FOLDER = Path(__file__).parent / "pictures"
COLUMNS = 32
# A cell is this many pixels high and wide at 390; wider pages have wider cells.
SHARE_THAT_MAY_DIFFER = 0.04
LEVELS_THAT_MAY_DIFFER = 2
KEEP = os.environ.get("SINAU_KEEP_PICTURES") == "yes"

_DRAW = """async ([data, columns]) => {
  const image = new Image();
  image.src = data;
  await image.decode();
  const rows = Math.max(1, Math.round(image.height / image.width * columns));
  const canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height;
  const pen = canvas.getContext("2d", {willReadFrequently: true});
  pen.drawImage(image, 0, 0);
  const pixels = pen.getImageData(0, 0, image.width, image.height).data;
  const lines = [];
  for (let row = 0; row < rows; row++) {
    let line = "";
    for (let column = 0; column < columns; column++) {
      const x0 = Math.floor(column * image.width / columns), x1 = Math.ceil((column + 1) * image.width / columns);
      const y0 = Math.floor(row * image.height / rows), y1 = Math.ceil((row + 1) * image.height / rows);
      let sum = 0, count = 0;
      for (let y = y0; y < y1; y += 2) for (let x = x0; x < x1; x += 2) {
        const at = (y * image.width + x) * 4;
        sum += 0.299 * pixels[at] + 0.587 * pixels[at + 1] + 0.114 * pixels[at + 2]; count++;
      }
      line += Math.min(15, Math.floor(sum / count / 16)).toString(16);
    }
    lines.push(line);
  }
  return lines;
}"""
_LETTERS = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  return ["sans-serif", "serif", "monospace"].map(family => {
    pen.font = `40px ${family}`;
    return Math.round(pen.measureText("Kota Yogyakarta 0123456789").width);
  }).join(" ");
}"""


class Gallery:
    """Takes pictures with one browser and holds them against the kept ones."""

    def __init__(self, studio: Page) -> None:
        # A blank page of its own: the policy of ours forbids what drawing a picture needs.
        self.studio = studio
        self.letters = str(studio.evaluate(_LETTERS))

    def grid(self, what: Locator) -> list[str]:
        """The element as lines of grey levels."""
        shot = what.screenshot(animations="disabled", caret="hide")
        data = "data:image/png;base64," + base64.b64encode(shot).decode()
        lines: Any = self.studio.evaluate(_DRAW, [data, COLUMNS])
        return list(lines)

    def compare(self, name: str, what: Locator) -> str:
        """What is different from the kept picture, in words; empty when it looks the same."""
        path = FOLDER / f"{name}.txt"
        seen = self.grid(what)
        if KEEP or not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join([self.letters, *seen]) + "\n")
            return "" if KEEP else f"{name}: no picture was kept; there is one now, look at it"
        letters, *kept = path.read_text().split("\n")[:-1]
        if letters != self.letters:
            return ""
        return _difference(name, kept, seen)


def _difference(name: str, kept: list[str], seen: list[str]) -> str:
    if abs(len(kept) - len(seen)) > max(1, len(kept) // 25):
        return f"{name}: {len(seen)} lines high, was {len(kept)}"
    pairs = [
        (int(old, 16), int(new, 16))
        for old_line, new_line in zip(kept, seen, strict=False)
        for old, new in zip(old_line, new_line, strict=True)
    ]
    differ = sum(abs(old - new) > LEVELS_THAT_MAY_DIFFER for old, new in pairs)
    if differ > len(pairs) * SHARE_THAT_MAY_DIFFER:
        return f"{name}: {differ} of {len(pairs)} cells look different"
    return ""
