"""What the doors ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.ui.forms import NipField

LONGEST = 200


class PasswordInput(forms.PasswordInput):
    """A password, with a button that shows it where there are scripts."""

    template_name = "people/widgets/password.html"

    def __init__(self, autocomplete: str) -> None:
        super().__init__({"autocomplete": autocomplete, "spellcheck": "false"})


class CodeInput(forms.TextInput):
    """A short code, filled in by the phone where it can."""

    def __init__(self) -> None:
        super().__init__(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "maxlength": 12,
                "spellcheck": "false",
                "class": "input--nip",
            }
        )


class OnwardForm(forms.Form):
    """Carries the page one wanted."""

    next = forms.CharField(required=False, widget=forms.HiddenInput)


class SignInForm(OnwardForm):
    """Number and password."""

    nip = NipField()
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        max_length=LONGEST,
        widget=PasswordInput("current-password"),
    )


class CodeForm(forms.Form):
    """The code of an app, or a recovery code."""

    code = forms.CharField(
        label=_("Kode"),
        help_text=_("Enam angka dari aplikasi autentikator, atau satu kode pemulihan."),
        max_length=30,
        widget=CodeInput,
    )


class NewAppForm(forms.Form):
    """The first code of an app."""

    code = forms.CharField(
        label=_("Kode dari aplikasi"),
        help_text=_("Enam angka yang sekarang tampil di aplikasi."),
        max_length=12,
        widget=CodeInput,
    )


class ConfirmForm(OnwardForm):
    """Prove again who you are."""

    proof = forms.CharField(
        label=_("Kata sandi Anda"),
        strip=False,
        max_length=LONGEST,
        widget=PasswordInput("current-password"),
    )


class RecoveryForm(forms.Form):
    """Whose password was forgotten."""

    nip = NipField()


class NewPasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("Kata sandi baru"),
        help_text=_(
            "Paling sedikit 10 karakter, bukan kata sandi yang umum, dan tidak mirip nama atau "
            "NIP Anda. Tiga atau empat kata yang tidak berhubungan mudah diingat."
        ),
        strip=False,
        max_length=LONGEST,
        widget=PasswordInput("new-password"),
    )
    again = forms.CharField(
        label=_("Ulangi kata sandi baru"),
        strip=False,
        max_length=LONGEST,
        widget=PasswordInput("new-password"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Refuse what is easily guessed."""
        said: str = self.cleaned_data["password"]
        validate_password(said, self.person)
        return said

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        said = super().clean() or {}
        if "password" in said and said.get("again") and said["password"] != said["again"]:
            self.add_error("again", now_("Kedua kata sandi berbeda. Tulis kata sandi yang sama."))
        return said


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    old = forms.CharField(
        label=_("Kata sandi sekarang"),
        strip=False,
        max_length=LONGEST,
        widget=PasswordInput("current-password"),
    )
    field_order = ["old", "password", "again"]


class PasskeyForm(forms.Form):
    """What the device made, and what its owner calls it."""

    name = forms.CharField(
        label=_("Nama kunci"),
        help_text=_("Agar Anda mengenalinya nanti, misalnya “Ponsel Sari”."),
        max_length=60,
    )
    credential = forms.JSONField(widget=forms.HiddenInput, required=False)

    def clean_credential(self) -> dict[str, Any]:
        """Without scripts there is none."""
        said = self.cleaned_data["credential"]
        if not isinstance(said, dict):
            raise ValidationError(
                _("Perangkat belum membuat kunci. Peramban Anda perlu mengizinkan JavaScript.")
            )
        return said


class PasskeyNameForm(forms.Form):
    """Another name for a passkey."""

    name = forms.CharField(label=_("Nama kunci"), max_length=60)


class AnswerForm(OnwardForm):
    """What a passkey answered."""

    credential = forms.JSONField()
