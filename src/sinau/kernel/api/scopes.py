"""What a token may be allowed to do: every app names its own scopes in its `api.py`."""

from __future__ import annotations

from django.utils.functional import Promise

_scopes: dict[str, str | Promise] = {}


def add_scope(name: str, label: str | Promise) -> str:
    """Tokens can hold this scope ("packages:write"); said again, the label is the newer one."""
    _scopes[name] = label
    return name


def scopes() -> dict[str, str | Promise]:
    """Every scope with what it allows in words, in order of name."""
    from sinau.kernel.api.mounting import load_modules

    load_modules()
    return dict(sorted(_scopes.items()))
