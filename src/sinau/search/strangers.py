"""Programs that bring no token: public things only, and not too many questions a minute."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sinau.kernel.api import Caller, Problem
from sinau.kernel.api.callers import Bearer
from sinau.kernel.clock import now, today
from sinau.people.accounts.entering import address_of

MOST_A_MINUTE = 30
_COUNT = """
INSERT INTO search_stranger AS kept (digest, minute, used) VALUES (%(digest)s, %(minute)s, 1)
ON CONFLICT (digest) DO UPDATE SET
    used = CASE WHEN kept.minute = excluded.minute THEN kept.used + 1 ELSE 1 END,
    minute = excluded.minute
RETURNING used
"""


class TokenOrNone(Bearer):
    """Lets in who brings a token that holds the scope, and who brings none, as a stranger."""

    def __call__(self, request: HttpRequest) -> Caller:
        """The person of the token; a stranger is nobody and may see what is public."""
        if request.headers.get("Authorization"):
            return super().__call__(request)
        count_stranger(request)
        request.user = AnonymousUser()
        request._cached_user = request.user  # type: ignore[attr-defined]
        return Caller(person=None, scopes=frozenset({self.scope}), token_id=0)


def count_stranger(request: HttpRequest) -> None:
    """One more call from this address in this minute; too many are told to wait."""
    at = now()
    # Another key each day, so that an address cannot be followed from day to day.
    key = f"{settings.SECRET_KEY}|{today()}|{address_of(request)}"
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNT, {"digest": hashlib.sha256(key.encode()).hexdigest(), "minute": minute}
        )
        used: int = cursor.fetchone()[0]
    if used > MOST_A_MINUTE:
        sentence = _("Tanpa token hanya %(limit)s permintaan tiap menit.") % {
            "limit": MOST_A_MINUTE
        }
        raise Problem(429, sentence, headers={"Retry-After": str(60 - at.second)})
