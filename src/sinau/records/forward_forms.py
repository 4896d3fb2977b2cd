"""Forms about passing statements on."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.records.mapping_forms import LinesField
from sinau.records.models import Client, Forwarder, ForwardKind
from sinau.ui.forms import RadioCards


class ForwarderForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where statements go, and which."""

    verbs = LinesField(
        label=_("Hanya kata kerja"), required=False, help_text=_("Satu IRI per baris. Kosong berarti semua.")
    )  # fmt: skip
    activities = LinesField(
        label=_("Hanya kegiatan"), required=False, help_text=_("Satu IRI per baris. Kosong berarti semua.")
    )  # fmt: skip
    clients = forms.TypedMultipleChoiceField(
        label=_("Hanya dari sistem"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tidak ada yang dipilih berarti semua, juga pernyataan Sinau sendiri."),
    )
    secret = forms.CharField(
        label=_("Kata sandi"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Tidak pernah ditampilkan lagi. Kosong berarti yang lama tetap dipakai."),
    )
    from_beginning = forms.BooleanField(
        label=_("Kirim juga pernyataan yang sudah tersimpan"), required=False
    )

    class Meta:
        model = Forwarder
        fields = ("name", "kind", "url", "key", "secret", "verbs", "activities", "clients", "batch")
        widgets = {
            "kind": RadioCards(
                help={
                    ForwardKind.STORE: _("POST ke /statements dengan kunci dan kata sandi (Basic)."),
                    ForwardKind.WEBHOOK: _("POST dengan tanda tangan HMAC-SHA256 di kepala X-Sinau-Signature."),
                }
            )
        }  # fmt: skip
        labels = {"batch": _("Pernyataan sekali kirim")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = ForwardKind.choices  # type: ignore[attr-defined]
        for name in ("verbs", "activities"):
            self.initial[name] = "\n".join(getattr(self.instance, name))
        clients = self.fields["clients"]
        assert isinstance(clients, forms.TypedMultipleChoiceField)
        clients.choices = [(one.pk, one.name) for one in Client.objects.all()]
        if not clients.choices:
            del self.fields["clients"]
        if self.instance.pk:
            del self.fields["from_beginning"]

    def clean_url(self) -> str:
        """An address of the web that hides no password."""
        url = str(self.cleaned_data["url"])
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            raise forms.ValidationError(_("Alamat harus dimulai dengan https:// atau http://."))
        if parts.username or parts.password:
            raise forms.ValidationError(
                _("Tulis kunci dan kata sandi pada isiannya, bukan di alamat.")
            )
        return url

    def clean_batch(self) -> int:
        """Between one and five hundred."""
        count = int(self.cleaned_data["batch"])
        if not 1 <= count <= 500:
            raise forms.ValidationError(_("Antara 1 dan 500 pernyataan."))
        return count

    def clean_secret(self) -> str:
        """What was typed, else what is kept; never sent back to the browser."""
        return str(self.cleaned_data.get("secret") or self.instance.secret)

    def clean(self) -> dict[str, Any]:
        """Whoever is asked for a password or signature must have one."""
        said = super().clean() or {}
        if not said.get("secret") and "secret" not in self.errors:
            self.add_error("secret", _("Isi kata sandi, supaya penerima tahu pengirimnya."))
        if said.get("kind") == ForwardKind.STORE and not said.get("key"):
            self.add_error("key", _("Penyimpanan xAPI meminta kunci."))
        return said


class PauseForm(forms.Form):
    """Why nothing is passed on for a while."""

    reason = forms.CharField(label=_("Alasan"), max_length=300)
