"""Form fields and widgets of the house, and the renderer that makes every Django form look ours.

Any Django form looks right by itself. Use these where they help: `NipField`, `DateField`,
`MarkdownField`, `SearchSelect`, `RadioCards`, `FileInput`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _


class Renderer(DjangoTemplates):
    """`FORM_RENDERER`: fields with label, help and error in one shape; widgets from `ui/widgets/`."""

    form_template_name = "ui/form/fields.html"
    field_template_name = "ui/form/field.html"

    def get_template(self, template_name: str) -> Any:
        """Look in the project's own templates first, then in Django's."""
        from django.template import TemplateDoesNotExist
        from django.template.loader import get_template

        try:
            return get_template(template_name)
        except TemplateDoesNotExist:
            return super().get_template(template_name)


class NipInput(forms.TextInput):
    """A number of eighteen digits, shown as 8-6-1-3 while one types or pastes."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            {
                "inputmode": "numeric",
                "autocomplete": "username",
                "class": "input--nip",
                "data-nip": "",
                "maxlength": 30,
                "spellcheck": "false",
                **(attrs or {}),
            }
        )


class NipField(forms.CharField):
    """Eighteen digits; spaces, dots and dashes people paste along are taken out."""

    widget = NipInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("NIP"))
        kwargs.setdefault("help_text", _("18 angka, boleh dengan spasi."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """Return the eighteen digits and nothing else."""
        said = str(super().clean(value) or "")
        digits = "".join(c for c in said if c not in " .-\u00a0'")
        if digits and (len(digits) != 18 or not digits.isascii() or not digits.isdigit()):
            raise ValidationError(
                _(
                    "NIP terdiri atas 18 angka; yang Anda isi ada %(count)s. Periksa kembali kartu atau SK Anda."
                ),
                code="nip",
                params={"count": len(digits)},
            )
        return digits


class DateInput(forms.DateInput):
    """The device's own date picker."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}), format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day; also understands 26/09/2023 and 26-09-2023 where there is no picker."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"])
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("Tanggal ini tidak dikenali. Tulis seperti 26/09/2023.")},
        )
        super().__init__(**kwargs)


class TimeInput(forms.TimeInput):
    """The device's own clock."""

    input_type = "time"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}), format="%H:%M")


class SearchSelect(forms.Select):
    """A select that becomes a box to type in when there are scripts."""

    def __init__(self, attrs: Mapping[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-search-select": "", **(attrs or {})}, choices)


class RadioCards(forms.RadioSelect):
    """Radio buttons as cards, each with a sentence of help: `help={"value": "…"}`."""

    template_name = "ui/widgets/radio_cards.html"

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        choices: Any = (),
        help: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(dict(attrs or {}), choices)
        self.help = dict(help or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sentence of help to the option."""
        option = super().create_option(name, value, *args, **kwargs)
        option["help"] = self.help.get(str(value), "")
        return option


class FileInput(forms.FileInput):
    """A file, with its progress while it is sent."""

    def __init__(self, attrs: Mapping[str, Any] | None = None, accept: Sequence[str] = ()) -> None:
        known: dict[str, Any] = {"data-upload": "", **(attrs or {})}
        if accept:
            known["accept"] = ",".join(accept)
        super().__init__(known)


class MarkdownInput(forms.Textarea):
    """A text with light marking, a few buttons and a preview."""

    template_name = "ui/widgets/markdown.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"rows": 10, "data-markdown-text": "", **(attrs or {})})


class MarkdownField(forms.CharField):
    """A text in Markdown."""

    widget = MarkdownInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("strip", False)
        super().__init__(**kwargs)
