"""Addresses at which content is run: signed, for one launch, good for a working day."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core import signing

from sinau.packages.models import Session

SALT = "sinau.packages.content"
GOOD_FOR_SECONDS = 12 * 60 * 60


def token_of(session: Session) -> str:
    """What opens the files of the session's package, and nothing else."""
    said = f"{session.registration.package.code.hex}{session.code.hex}"
    return signing.TimestampSigner(sep=".", salt=SALT).sign(said)


def read_token(token: str) -> tuple[str, str] | None:
    """The codes of package and session; None when it is made up or over."""
    try:
        said = signing.TimestampSigner(sep=".", salt=SALT).unsign(token, max_age=GOOD_FOR_SECONDS)
    except signing.BadSignature:
        return None
    return (said[:32], said[32:]) if len(said) == 64 else None


def file_url(session: Session, path: str) -> str:
    """Where a file of the package stands for this launch; its query and fragment stay."""
    return f"{settings.CONTENT_URL}/isi/{token_of(session)}/{path}"


def player_url(session: Session, return_url: str) -> str:
    """The page around a SCORM unit: it holds the API that the unit looks for."""
    query = f"?{urlencode({'kembali': return_url})}" if return_url else ""
    return f"{settings.CONTENT_URL}/putar/{token_of(session)}/{query}"
