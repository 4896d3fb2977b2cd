"""Who calls: the bearer of a token, known by whoever keeps the tokens.

The kernel knows neither people nor tokens; the people app stands up here once with `recognise_with`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sinau.kernel.api.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The person a token acts as, and what the token may do for them."""

    person: Any
    scopes: frozenset[str]
    token_id: int


Recognise = Callable[[str], Caller | None]
_keeper: list[Recognise] = []


def recognise_with(recognise: Recognise) -> None:
    """From now on this function says whose token a secret is; None for one that is not accepted."""
    _keeper[:] = [recognise]


class Bearer:
    """Lets in whoever brings a token that holds one scope, or any token where none is asked for."""

    openapi_type = "http"
    openapi_security_schema = {
        "type": "http",
        "scheme": "bearer",
        "description": "Token Sinau: `Authorization: Bearer sinau_…`.",
    }

    def __init__(self, scope: str = "") -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        caller = _caller_of(request.headers.get("Authorization", ""))
        if self.scope and self.scope not in caller.scopes:
            raise Problem(
                403,
                _("Token ini tidak memegang izin %(scope)s.") % {"scope": self.scope},
                headers={
                    "WWW-Authenticate": 'Bearer realm="Sinau", error="insufficient_scope", '
                    f'scope="{self.scope}"'
                },
                scope=self.scope,
            )
        # Whatever cookie came along: the token alone says who this is.
        request.user = caller.person
        request._cached_user = caller.person  # type: ignore[attr-defined]
        return caller


def needs(scope: str) -> Bearer:
    """The guard of an operation: `auth=needs("courses:read")`."""
    return Bearer(scope)


def _caller_of(authorization: str) -> Caller:
    scheme, _space, secret = authorization.partition(" ")
    if not authorization:
        raise Problem(401)
    caller = _keeper[0](secret.strip()) if scheme.lower() == "bearer" and _keeper else None
    if caller is None:
        raise Problem(
            401,
            _("Token ini tidak dikenal, sudah dicabut, atau sudah kedaluwarsa."),
            headers={"WWW-Authenticate": 'Bearer realm="Sinau", error="invalid_token"'},
        )
    return caller
