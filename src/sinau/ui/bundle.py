"""One style sheet and one script per page, put together from small files without a build tool.

The folder a style sheet stands in is its cascade layer: `static/<app>/css/<layer>/<name>.css`.
Scripts stand in `static/<app>/js/<behaviour>.js`. `BundleFinder` is listed in
`STATICFILES_FINDERS`, so `collectstatic`, the development server and tests all serve
the same `ui/sinau.css` and `ui/sinau.js`, and the manifest storage gives them hashed names.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

LAYERS = ("reset", "tokens", "base", "layout", "components", "utilities", "print")
STYLES = "ui/sinau.css"
SCRIPTS = "ui/sinau.js"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")


def _static_folders() -> list[Path]:
    """The static folders of our own apps; ui first, because the rest builds on it."""
    ours = [c for c in apps.get_app_configs() if c.name.startswith("sinau.")]
    ours.sort(key=lambda config: (config.label != "ui", config.name))
    return [folder for c in ours if (folder := Path(c.path) / "static" / c.label).is_dir()]


def brand_key() -> str:
    """Which city this is: the name of its brand file."""
    return str(getattr(settings, "BRAND", "jogja"))


def style_files() -> list[tuple[str, Path]]:
    """Every style sheet with its layer, in the order in which they count."""
    folders = _static_folders()
    found: list[tuple[str, Path]] = []
    for layer in LAYERS:
        for folder in folders:
            found += [(layer, path) for path in sorted((folder / "css" / layer).glob("*.css"))]
        if layer == "tokens":
            found.append((layer, Path(__file__).parent / "static/ui/brand" / f"{brand_key()}.css"))
    return found


def script_files() -> list[Path]:
    """Every behaviour, in alphabetical order inside each app: none may depend on another."""
    return [path for folder in _static_folders() for path in sorted((folder / "js").glob("*.js"))]


def _squeeze(css: str) -> str:
    """Drop comments and runs of white space; compression on the wire does the rest."""
    return _SPACE.sub(" ", _COMMENT.sub("", css)).strip()


def styles() -> str:
    """The whole style sheet, each file inside its layer."""
    parts = [f"@layer {', '.join(LAYERS)};"]
    for layer, path in style_files():
        parts.append(f"@layer {layer} {{ {_squeeze(path.read_text())} }}")
    return "\n".join(parts) + "\n"


def scripts() -> str:
    """All behaviours one after the other, each in a function of its own."""
    parts = [
        f'(() => {{\n"use strict";\n{path.read_text().strip()}\n}})();' for path in script_files()
    ]
    return "\n".join(parts) + "\n"


def _newest(paths: Iterable[Path]) -> float:
    return max((path.stat().st_mtime for path in paths), default=0.0)


def _folder() -> Path:
    """Where the put-together files are kept: a private temporary folder, one per checkout and brand."""
    return Path(tempfile.gettempdir()) / f"sinau-bundle-{os.getuid()}" / _fingerprint()


def _fingerprint() -> str:
    """Two checkouts on one machine must not read each other's bundle."""
    return re.sub(r"\W+", "-", str(Path(__file__).parent)).strip("-") + f"-{brand_key()}"


def write() -> Path:
    """Bring the bundle up to date and return its folder; unchanged files are left alone."""
    folder = _folder()
    jobs = (
        (STYLES, [path for _, path in style_files()], styles),
        (SCRIPTS, script_files(), scripts),
    )
    for name, sources, compose in jobs:
        target = folder / name
        # A deleted source changes only its folder's time, so folders are looked at as well.
        folders = {*(path.parent for path in sources), *_static_folders()}
        watched = {*sources, *folders, Path(__file__)}
        if target.is_file() and target.stat().st_mtime >= _newest(watched):
            continue
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(f".{target.name}.{uuid4().hex}")
        draft.write_text(compose())
        draft.replace(target)
    return folder


class BundleFinder(BaseFinder):
    """Finds `ui/sinau.css` and `ui/sinau.js` for Django's static files."""

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> Any:
        """Return the place of a bundled file, freshly written when a source has changed."""
        if path not in (STYLES, SCRIPTS):
            return []
        place = str(write() / path)
        return [place] if find_all or kwargs.get("all") else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield both files for `collectstatic`."""
        storage = FileSystemStorage(location=write())
        storage.prefix = ""  # type: ignore[attr-defined]
        yield STYLES, storage
        yield SCRIPTS, storage
