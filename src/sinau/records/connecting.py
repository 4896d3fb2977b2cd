"""What somebody who connects a system pastes into it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from sinau.records.models import Client

STATEMENT = (
    '{"actor": {"mbox": "mailto:nama@instansi.example", "name": "Nama Pegawai"},\n'
    '       "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},\n'
    '       "object": {"id": "https://kursus.example/uji-coba",\n'
    '                  "definition": {"name": {"id": "Uji coba sambungan"}}}}'
)


@dataclass(frozen=True)
class Example:
    """Lines to paste, under what they are for; `pairs` are fields of a form instead."""

    title: str
    text: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


def endpoint() -> str:
    """The address that other systems are given."""
    return f"{settings.PUBLIC_URL}/xapi/"


def examples(client: Client, secret: str) -> list[Example]:
    """For Moodle's log store, for H5P and other forms, and for the command line."""
    pairs = (
        (_("Alamat (endpoint)"), endpoint()),
        (_("Nama pengguna (username)"), client.key),
        (_("Kata sandi (password)"), secret),
    )
    curl = (
        f"curl -u '{client.key}:{secret}' \\\n"
        "  -H 'X-Experience-API-Version: 1.0.3' \\\n"
        "  -H 'Content-Type: application/json' \\\n"
        f"  -d '{STATEMENT}' \\\n"
        f"  {endpoint()}statements"
    )
    return [
        Example(
            _("Moodle (Logstore xAPI), H5P dan sistem lain yang meminta tiga isian"), pairs=pairs
        ),
        Example(_("Uji coba dari baris perintah"), text=curl),
    ]
