"""What one fills in to find statements and to keep the systems that send them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.records.models import Client, Scope
from sinau.records.wording import OFFERED_VERBS
from sinau.ui.forms import DateField

HOUSE = "sinau"


class OpenChoice(forms.ChoiceField):
    """Offers some values and takes any; the one in the address stands among the offered."""

    def valid_value(self, value: Any) -> bool:
        """Any IRI may be asked for."""
        return len(str(value)) <= 2_000


class FilterForm(forms.Form):
    """Which statements to show; every name stands in the address."""

    sistem = forms.ChoiceField(label=_("Sistem"), required=False)
    kerja = OpenChoice(label=_("Kata kerja"), required=False)
    pelaku = forms.CharField(
        label=_("Pelaku"),
        required=False,
        max_length=500,
        help_text=_("Nama, NIP, surel, atau pengenal lengkap."),
    )
    kegiatan = forms.CharField(
        label=_("Kegiatan"), required=False, max_length=2_000, help_text=_("Alamat (IRI) lengkap.")
    )
    dari = DateField(label=_("Diterima mulai"), required=False)
    sampai = DateField(label=_("Diterima sampai"), required=False)
    pendaftaran = forms.UUIDField(
        label=_("Pendaftaran"),
        required=False,
        help_text=_("UUID pendaftaran (registration)."),
        error_messages={"invalid": _("Pendaftaran adalah UUID, misalnya dari halaman pernyataan.")},
    )

    def __init__(self, *args: Any, clients: Iterable[Client], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        systems = [(str(client.pk), client.name) for client in clients]
        self.fields["sistem"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua sistem")),
            (HOUSE, "Sinau"),
            *systems,
        ]
        verbs: list[tuple[str, Any]] = [("", _("Semua kata kerja")), *OFFERED_VERBS.items()]
        asked = str(self.data.get("kerja", ""))
        if asked and asked not in OFFERED_VERBS:
            verbs.append((asked, asked))
        self.fields["kerja"].choices = verbs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period begins before it ends."""
        said = super().clean() or {}
        first, last = said.get("dari"), said.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", _("Akhir periode mendahului awalnya. Tukar kedua tanggal."))
        return said


_SCOPE_HELP = {
    Scope.STATEMENTS_WRITE: _("Cukup untuk Moodle."),
    Scope.STATEMENTS_READ_MINE: _("Hanya yang dikirimnya."),
    Scope.STATEMENTS_READ: _("Memuat data pribadi semua pegawai."),
    Scope.STATE: _("Perlu untuk H5P dan unit cmi5 yang dapat dilanjutkan."),
    Scope.PROFILE: _("Perlu untuk cmi5."),
    Scope.ALL_READ: _("Memuat data pribadi semua pegawai."),
    Scope.ALL: _("Hanya untuk pemindahan data atau pengujian."),
}


class ClientForm(forms.Form):
    """A system that may speak with us."""

    name = forms.CharField(
        label=_("Nama sistem"),
        max_length=120,
        help_text=_("Nama yang dibaca orang, misalnya Moodle BPSDM provinsi."),
    )
    note = forms.CharField(
        label=_("Keterangan"),
        max_length=300,
        required=False,
        help_text=_("Siapa pengelolanya dan bagaimana menghubunginya."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Hak"),
        choices=[(scope.value, f"{scope.label}") for scope in Scope],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu hak.")},
    )
    origins = forms.CharField(
        label=_("Asal halaman (CORS)"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        help_text=_(
            "Satu alamat per baris, misalnya https://h5p.example. Kosong bila hanya server yang "
            "mengirim; itu yang paling aman."
        ),
    )
    limit_per_minute = forms.IntegerField(
        label=_("Batas pernyataan per menit"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        help_text=_("Kosong atau 0: tanpa batas."),
    )

    def __init__(self, *args: Any, client: Client | None = None, **kwargs: Any) -> None:
        if client is not None:
            kwargs["initial"] = {
                "name": client.name,
                "note": client.note,
                "scopes": client.scopes,
                "origins": "\n".join(client.origins),
                "limit_per_minute": client.limit_per_minute or None,
            }
        super().__init__(*args, **kwargs)
        self.client = client
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (scope.value, f"{str(scope.label).capitalize()}. {_SCOPE_HELP[scope]}")
            for scope in Scope
        ]

    def clean_name(self) -> str:
        """A name that no other usable system has; so a form sent twice makes one system."""
        name = " ".join(self.cleaned_data["name"].split())
        others = Client.objects.filter(name__iexact=name, revoked_at=None)
        if self.client is not None:
            others = others.exclude(pk=self.client.pk)
        if others.exists():
            raise ValidationError(
                _("Sudah ada sistem bernama %(name)s. Beri nama lain, atau ubah sistem itu."),
                params={"name": name},
            )
        return name

    def clean_origins(self) -> list[str]:
        """Each an origin as a browser sends it: scheme, host and perhaps a port."""
        found = []
        for line in re.split(r"[\s,]+", self.cleaned_data["origins"]):
            if not line:
                continue
            if not _is_origin(line):
                raise ValidationError(
                    _(
                        "“%(line)s” bukan asal halaman. Tulis skema dan nama host saja, "
                        "misalnya https://h5p.example."
                    ),
                    params={"line": line[:100]},
                )
            found.append(line.rstrip("/").lower())
        return list(dict.fromkeys(found))

    def clean_limit_per_minute(self) -> int:
        """Nothing is no limit."""
        return int(self.cleaned_data["limit_per_minute"] or 0)


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    is_bare = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username)
    named = bool(parts.hostname) and re.fullmatch(r"[\w.:\[\]-]+", parts.netloc) is not None
    return (
        parts.scheme in ("http", "https")
        and is_bare
        and named
        and port_is_fine
        and len(text) <= 200
    )


class RevocationForm(forms.Form):
    """Why a key is no longer accepted."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Dibaca auditor, misalnya: kunci terkirim ke alamat yang keliru."),
    )
