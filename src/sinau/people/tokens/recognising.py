"""Whose token a secret is; each look counts as one request."""

from __future__ import annotations

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from sinau.kernel.api.callers import Caller
from sinau.kernel.api.problems import Problem
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.people.tokens.actions import PREFIX, digest_of

# One statement finds the token, counts the request and notes the use.
_SPEND = """
update people_accesstoken t set
    used = case when t.minute = %(minute)s then t.used + 1 else 1 end,
    minute = %(minute)s,
    last_used_at = %(now)s
where t.secret_digest = %(digest)s and t.revoked_at is null
  and (t.expires_at is null or t.expires_at > %(now)s)
returning t.id, t.person_id, t.scopes, t.used, t.limit_per_minute
"""


def recognise(secret: str) -> Caller | None:
    """The caller with this secret; None when it opens nothing. Over the limit it is 429."""
    if not secret.startswith(PREFIX) or not secret.isascii():
        return None
    at = now()
    said: dict[str, str | datetime] = {
        "digest": digest_of(secret),
        "now": at,
        "minute": at.replace(second=0, microsecond=0),
    }
    with connection.cursor() as rows:
        rows.execute(_SPEND, said)
        found = rows.fetchone()
    if found is None:
        return None
    token_id, person_id, scopes, used, limit = found
    if limit and used > limit:
        wait = 60 - at.second
        sentence = _("Token ini dibatasi %(limit)s permintaan tiap menit.") % {"limit": limit}
        raise Problem(429, sentence, headers={"Retry-After": str(wait)})
    serving = Person.objects.serving().select_related("agency")
    person = serving.filter(pk=person_id).first()
    if person is None:
        return None
    return Caller(person=person, scopes=frozenset(scopes), token_id=token_id)
