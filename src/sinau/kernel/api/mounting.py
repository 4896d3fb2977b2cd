"""Find what each app offers to programs, and put it together below one address.

An app has an `api.py`, or a package `api/` of several modules. A module offers a `router`; `prefix`
says below which word it stands ("packages"), `largest_body` how many bytes it takes at once where
files are sent.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from sinau.kernel.api.house import HouseAPI

ROOT = "/api/v1/"


@cache
def load_modules() -> tuple[ModuleType, ...]:
    """Every module of an app that offers something to programs."""
    found: list[ModuleType] = []
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        name = f"{config.name}.api"
        if config.name.startswith("sinau.") and config.label != "kernel" and find_spec(name):
            found += _modules(import_module(name))
    return tuple(module for module in found if hasattr(module, "router"))


def _modules(module: ModuleType) -> list[ModuleType]:
    folders: Iterable[str] = getattr(module, "__path__", ())
    inner = pkgutil.iter_modules(folders)
    return [module, *(import_module(f"{module.__name__}.{each.name}") for each in inner)]


@cache
def api() -> HouseAPI:
    """The one interface for programs, with everything that the apps offer."""
    from sinau.kernel.api.house import HouseAPI

    made = HouseAPI()
    for module in load_modules():
        prefix: str = getattr(module, "prefix", "")
        made.add_router(prefix, module.router)
    return made


@cache
def body_limits() -> tuple[tuple[str, int], ...]:
    """(beginning of an address, bytes) where more is taken than elsewhere; the longest first."""
    limits = [
        (f"{ROOT}{module.prefix.strip('/')}", int(module.largest_body))
        for module in load_modules()
        if hasattr(module, "largest_body") and hasattr(module, "prefix")
    ]
    return tuple(sorted(limits, key=lambda limit: -len(limit[0])))
