"""What one writes about certificates, and what one brings to have it checked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.ui.forms import FileInput, RadioCards
from sinau.university.actions.verifying import LARGEST_FILE
from sinau.university.certificates.credential.checking import LARGEST
from sinau.university.models import CertificateTemplate


class TemplateForm(forms.ModelForm):  # type: ignore[type-arg]
    """The words, the signer, the logo and the layout of an agency's certificates."""

    new_logo = forms.FileField(
        label=_("Logo"),
        required=False,
        widget=FileInput(accept=[".png", ".jpg", ".jpeg"]),
        help_text=_("PNG atau JPEG, paling besar 200 KB. Kosongkan bila tetap."),
    )

    class Meta:
        model = CertificateTemplate
        fields = (
            "layout",
            "title",
            "given_to",
            "reason",
            "note",
            "signer_name",
            "signer_role",
        )
        widgets = {"layout": RadioCards()}
        help_texts = {
            "title": _("Kosong berarti “Sertifikat”."),
            "given_to": _("Kosong berarti “diberikan kepada”."),
            "reason": _("Kosong berarti “yang telah menyelesaikan”."),
            "note": _("Satu baris, misalnya nomor surat keputusan. Boleh kosong."),
            "signer_name": _("Kosong berarti penanggung jawab kelas atau kursusnya."),
        }


class VerifyForm(forms.Form):
    """One of three things: a code, a file, or the text of a badge."""

    code = forms.CharField(
        label=_("Kode sertifikat"),
        required=False,
        max_length=40,
        help_text=_("Dua belas huruf dan angka di bawah kode QR, misalnya 7K3M-9QXA-4T6V."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Berkas"),
        required=False,
        widget=FileInput(accept=[".pdf", ".json", ".jwt", ".svg", ".png", ".txt"]),
        help_text=_(
            "PDF sertifikat, atau lencana sebagai JSON, token, atau gambar. Paling besar 2 MB."
        ),
    )
    text = forms.CharField(
        label=_("Isi lencana"),
        required=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_("Tempelkan JSON atau token lencana."),
    )

    def clean_file(self) -> Any:
        """Small enough to look at."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise ValidationError(_("Berkas paling besar 2 MB."), code="large")
        return file

    def clean(self) -> dict[str, Any]:
        """Exactly one of the three."""
        said = super().clean() or self.cleaned_data
        given = [name for name in ("code", "file", "text") if said.get(name)]
        if not given and not self.errors:
            self.add_error("code", _("Isi kode, unggah berkas, atau tempelkan isi lencana."))
        if len(given) > 1:
            self.add_error(given[1], _("Isi salah satu saja: kode, berkas, atau isi lencana."))
        return said
