"""What officers fill in about outside tools."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sinau.packages.lti import jwts
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.deep_linking import is_web_address
from sinau.packages.models import Platform, Tool
from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.ui.forms import SearchSelect
from sinau.university.models import Course


def check_address(url: str) -> None:
    """An address as outside tools have it."""
    if not is_web_address(url):
        raise forms.ValidationError(_("Tuliskan alamat lengkap yang dimulai dengan https://."))


class PartnerForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is asked of a tool and of a system alike."""

    addresses: ClassVar[tuple[str, ...]] = ()
    # The name of the field that holds several rows, and of what it fills.
    rows: ClassVar[tuple[str, str]]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_agencies(self, person)
        name, filled = self.rows
        self.fields[name].initial = "\n".join(getattr(self.instance, filled))
        for name in self.addresses:
            self.fields[name].validators.append(check_address)

    def clean_keys_url(self) -> str:
        """Keys are read by https only."""
        url: str = self.cleaned_data["keys_url"]
        if url and not url.startswith("https://"):
            raise forms.ValidationError(_("Alamat JWKS harus dimulai dengan https://."))
        return url

    def clean(self) -> dict[str, Any]:
        """The rows become a part of the partner."""
        said = super().clean() or self.cleaned_data
        name, filled = self.rows
        setattr(self.instance, filled, said.get(name, []))
        return said


def agencies_of(person: Person) -> QuerySet[Agency]:
    """Those for which this officer registers partners."""
    return Agency.objects.filter(within("", person, Role.OFFICER))


def _offer_agencies(form: forms.BaseForm, person: Person) -> None:
    field = form.fields["agency"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = agencies_of(person)
    field.initial = person.agency_id


def rows_of(text: str) -> list[str]:
    """The lines of a field that hold something."""
    return [row.strip() for row in text.splitlines() if row.strip()]


class ToolForm(PartnerForm):
    """An outside tool."""

    addresses = ("target_url", "login_url", "keys_url")
    rows = ("redirects", "redirect_urls")

    redirects = forms.CharField(
        label=_("Alamat kembali (redirect URI)"),
        help_text=_("Satu alamat sebaris, persis seperti diberikan pembuat alat."),
        widget=forms.Textarea({"rows": 3}),
        max_length=5000,
    )
    public_key = forms.CharField(
        label=_("Kunci publik (PEM)"),
        help_text=_("Hanya apabila alat tidak mempunyai alamat JWKS."),
        widget=forms.Textarea({"rows": 5}),
        required=False,
        max_length=5000,
    )

    class Meta:
        model = Tool
        fields = (
            "name",
            "agency",
            "target_url",
            "login_url",
            "redirects",
            "keys_url",
            "public_key",
            "lists_people",
            "tells_name",
            "tells_email",
        )
        widgets = {"agency": SearchSelect()}
        help_texts = {
            "lists_people": _(
                "Alat dapat meminta siapa saja peserta kursus yang memuat bahannya, dengan nama samaran "
                "kecuali nama atau surel diizinkan di bawah ini."
            ),
        }

    def clean_redirects(self) -> list[str]:
        """Each an address."""
        rows = rows_of(self.cleaned_data["redirects"])[:20]
        for row in rows:
            check_address(row)
        return rows

    def clean_public_key(self) -> str:
        """A key that can be used."""
        text: str = self.cleaned_data["public_key"]
        try:
            if text:
                jwts.read_pem(text)
        except Broken as broken:
            raise forms.ValidationError(broken.sentence) from None
        return text

    def clean(self) -> dict[str, Any]:
        """One of both ways to the tool's key."""
        said = super().clean()
        if not said.get("keys_url") and not said.get("public_key") and not self.errors:
            self.add_error("keys_url", _("Isi alamat JWKS atau kunci publik alat."))
        return said


class RegistrationForm(forms.Form):
    """Where a tool is asked to register itself."""

    url = forms.CharField(
        label=_("Alamat pendaftaran alat"),
        help_text=_("Diberikan pembuat alat: registration URL atau dynamic registration URL."),
        max_length=1000,
        validators=[check_address],
    )
    agency = forms.ModelChoiceField(
        label=_("Perangkat daerah"), queryset=Agency.objects.none(), widget=SearchSelect()
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_agencies(self, person)


class PlatformForm(PartnerForm):
    """A learning system outside that opens our courses."""

    addresses = ("auth_url", "token_url", "keys_url")
    rows = ("places", "deployments")

    places = forms.CharField(
        label=_("Nomor penempatan (deployment_id)"),
        help_text=_("Satu nomor sebaris, persis seperti ditampilkan sistem itu."),
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
    )

    class Meta:
        model = Platform
        fields = (
            "name",
            "agency",
            "issuer",
            "client_id",
            "places",
            "auth_url",
            "token_url",
            "keys_url",
        )
        widgets = {"agency": SearchSelect()}
        help_texts = {
            "token_url": _("Diperlukan untuk mengirim nilai; kosongkan bila tidak dikirim."),
        }

    def clean_places(self) -> list[str]:
        """Each as the system says it."""
        rows = rows_of(self.cleaned_data["places"])
        if any(len(row) > 255 for row in rows) or len(rows) > 20:
            raise forms.ValidationError(_("Paling banyak 20 nomor, masing-masing 255 huruf."))
        return rows


class LinkForm(forms.Form):
    """A thing of the tool that a course is to have."""

    title = forms.CharField(label=_("Judul di kursus"), max_length=200)
    course = forms.ModelChoiceField(
        label=_("Kursus"), queryset=Course.objects.none(), widget=SearchSelect()
    )
    url = forms.CharField(
        label=_("Alamat bahan"),
        help_text=_("Kosongkan untuk membuka alamat alat."),
        required=False,
        max_length=1000,
        validators=[check_address],
    )
    minutes = forms.IntegerField(
        label=_("Lama pengerjaan (menit)"), min_value=0, max_value=6000, initial=30
    )
    required = forms.BooleanField(
        label=_("Wajib untuk menuntaskan kursus"), required=False, initial=True
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["course"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Course.objects.kept_by(person)


class WithdrawForm(forms.Form):
    """Why a tool is withdrawn."""

    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea({"rows": 3}))
