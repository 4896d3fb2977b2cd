"""Typed words for reading the environment; every reader fails loudly on nonsense."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, *, default: str = "") -> str:
    """A setting as it was written, or the default."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """A yes-or-no setting; only the words yes and no are understood."""
    said = os.environ.get(name, "yes" if default else "no")
    if said not in ("yes", "no"):
        raise ImproperlyConfigured(f"{name} must be yes or no, not {said!r}")
    return said == "yes"


def number(name: str, *, default: int) -> int:
    """A whole number."""
    said = os.environ.get(name, str(default))
    try:
        return int(said)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {said!r}") from None


def choice_or_url(name: str, *, choices: tuple[str, ...], default: str) -> str:
    """One of a few words, or the address of a server."""
    said = os.environ.get(name) or default
    if said not in choices and urlsplit(said).scheme not in ("http", "https"):
        raise ImproperlyConfigured(
            f"{name} must be {', '.join(choices)} or an address (https://…), not {said!r}"
        )
    return said


def words(name: str, *, default: str) -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default=default).split(",") if word.strip()]


def folder(name: str, *, default: Path) -> Path:
    """A folder, made when it is missing."""
    path = Path(os.environ.get(name) or default).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret(name: str, *, kept_in: Path) -> str:
    """A secret from the environment, or one made once and kept in a private file."""
    if said := os.environ.get(name):
        return said
    if not kept_in.exists():
        draft = kept_in.with_name(f"{kept_in.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        # A hard link fails when another process was first, so both read the same secret.
        try:
            kept_in.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return kept_in.read_text().strip()


def database(url: str) -> dict[str, Any]:
    """Django's words for `postgres://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgres://, for example postgres://sinau@localhost/sinau"
        )
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "sinau",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": asked.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(parts.port or asked.pop("port", "")),
        "OPTIONS": asked,
    }


def provider(*, issuer: str, client_id: str, secret: str, name: str) -> dict[str, Any]:
    """allauth's words for the one OpenID Connect provider; nothing without an issuer."""
    if not issuer:
        return {}
    parts = urlsplit(issuer)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ImproperlyConfigured("SINAU_OIDC_ISSUER must begin with https://")
    if not client_id:
        raise ImproperlyConfigured("SINAU_OIDC_ISSUER needs SINAU_OIDC_CLIENT_ID as well")
    app = {
        "provider_id": "kota",
        "name": name,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer.rstrip("/")},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def email(url: str) -> dict[str, Any]:
    """Settings for `smtp://user:password@host:587?tls=yes`; empty keeps letters in a folder."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps"):
        raise ImproperlyConfigured("SINAU_EMAIL_URL must begin with smtp:// or smtps://")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parse_qs(parts.query).get("tls", ["no"])[-1] == "yes",
    }


def content_address(public_url: str) -> str:
    """Where packages run when nobody says: on one's own machine beside the house, else nowhere.

    Browsers find every name below "localhost" on this machine, and it is another site than
    "localhost" itself; another port would not do, because cookies do not tell ports apart.
    """
    parts = urlsplit(public_url)
    if parts.hostname not in ("localhost", "127.0.0.1"):
        return ""
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://paket.localhost{port}"


def hosts_of(url: str) -> list[str]:
    """The name of the machine in an address, as a list that is empty without one."""
    return [host] if (host := urlsplit(url).hostname) else []
