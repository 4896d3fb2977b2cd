"""What evaluation asks for: answers, questions, figures."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from sinau.evaluation import questions
from sinau.evaluation.models import Evaluation, Indicator
from sinau.evaluation.questions import Question
from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.ui.forms import FileInput, SearchSelect

MARKS = (
    (1, _("Sangat tidak setuju")),
    (2, _("Kurang setuju")),
    (3, _("Biasa saja")),
    (4, _("Setuju")),
    (5, _("Sangat setuju")),
)
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
_LARGEST = 1024 * 1024
_LARGEST_UNPACKED = 20 * 1024 * 1024
_MOST_ROWS = 600


class _TooMuch(ValueError):
    """A workbook larger than is opened, in words for whoever sent it."""


class Scale(forms.RadioSelect):
    """Five answers side by side."""

    template_name = "evaluation/widgets/scale.html"


class AnswerForm(forms.Form):
    """One question of the form after the other; a scale is answered, a text may stay empty."""

    def __init__(self, *args: Any, asked: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in asked:
            if one["kind"] == questions.SCALE:
                self.fields[one["id"]] = forms.TypedChoiceField(
                    label=one["prompt"],
                    choices=MARKS,
                    coerce=int,
                    widget=Scale,
                    error_messages={"required": _("Pilih satu jawaban.")},
                )
            else:
                self.fields[one["id"]] = forms.CharField(
                    label=one["prompt"],
                    required=False,
                    max_length=1000,
                    widget=forms.Textarea(attrs={"rows": 3}),
                    help_text=_("Jangan menulis nama."),
                )


class QuestionsForm(forms.Form):
    """The questions, one to a line."""

    text = forms.CharField(
        label=_("Pertanyaan"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "Satu baris satu pertanyaan. Awali dengan “skala:” untuk jawaban 1 sampai 5, atau “teks:”"
            " untuk jawaban dengan kata-kata."
        ),
    )

    def clean_text(self) -> list[Question]:
        """The lines as questions."""
        try:
            return questions.read(self.cleaned_data["text"])
        except questions.Unreadable as error:
            raise ValidationError(str(error)) from error


class IndicatorForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the figure is and where it comes from."""

    class Meta:
        model = Indicator
        fields = ("agency", "name", "unit", "better", "source")
        widgets = {"agency": SearchSelect}
        help_texts = {
            "name": _("Misalnya Rata-rata hari penyelesaian izin."),
            "unit": _("Misalnya hari, persen, berkas."),
            "source": _("Dari mana angkanya diambil, supaya dapat diperiksa ulang."),
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = Agency.objects.filter(within("", person, Role.OFFICER)).order_by("name")
        agency.initial = person.agency_id


class ValuesForm(forms.Form):
    """One month and its figure, or a workbook with many."""

    month = forms.CharField(
        label=_("Bulan"), required=False, max_length=10, help_text=_("Misalnya 03/2026.")
    )
    value = forms.CharField(
        label=_("Nilai"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Berkas Excel"),
        required=False,
        widget=FileInput(accept=[".xlsx"]),
        help_text=_("Kolom pertama bulan, kolom kedua nilai, mulai baris kedua."),
    )

    def clean(self) -> dict[str, Any]:
        """The months as `values`; with a file nothing is kept until every row of it is right."""
        said = super().clean() or self.cleaned_data
        file = said.get("file")
        if file:
            said["values"] = self._of_file(file)
            return said
        try:
            month = read_month(said.get("month") or "")
        except ValueError:
            self.add_error("month", _("Tulis bulan seperti 03/2026."))
            return said
        try:
            said["values"] = {month: read_value(said.get("value") or "")}
        except ValueError:
            self.add_error("value", _("Tulis angka, misalnya 12,5."))
        return said

    def _of_file(self, file: Any) -> dict[dt.date, Decimal]:
        try:
            rows = read_rows(file)
        except ValueError as error:
            self.add_error("file", str(error))
            return {}
        values, problems = {}, []
        for number, (month, value) in rows:
            try:
                values[read_month(month)] = read_value(value)
            except ValueError:
                problems.append(number)
        if problems:
            listed = ", ".join(map(str, problems[:10]))
            self.add_error(
                "file",
                say(
                    "Bulan atau nilai pada baris %(rows)s tidak terbaca. Perbaiki, lalu unggah lagi."
                )
                % {"rows": listed},
            )
            return {}
        return values


def read_month(said: object) -> dt.date:
    """The first day of a month written as 03/2026, 2026-03, or a date of Excel."""
    if isinstance(said, dt.datetime | dt.date):
        found = dt.date(said.year, said.month, 1)
    else:
        match = _MONTH.match(str(said).strip())
        if match is None:
            raise ValueError("no month")
        year, month = int(match[1] or match[4]), int(match[2] or match[3])
        found = dt.date(year, month, 1)
    if not 2000 <= found.year <= 2100:
        raise ValueError("no year of ours")
    return found


def read_value(said: object) -> Decimal:
    """A number with a decimal comma or dot."""
    text = str(said).strip().replace(" ", "")
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError("no number") from error
    if not number.is_finite() or abs(number) >= Decimal("1e11"):
        raise ValueError("no number of ours")
    return number.quantize(Decimal("0.001"))


def read_rows(file: Any) -> list[tuple[int, tuple[object, object]]]:
    """The first two columns of a workbook that is small enough to be opened."""
    if file.size > _LARGEST:
        raise _TooMuch(say("Berkas paling besar 1 MB."))
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST_UNPACKED:
                raise _TooMuch(say("Isi berkas terlalu besar."))
        file.seek(0)
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = [
            (number, (row[0] if row else None, row[1] if len(row) > 1 else None))
            for number, row in enumerate(
                sheet.iter_rows(min_row=2, max_row=_MOST_ROWS, max_col=2, values_only=True), start=2
            )
        ]
    except _TooMuch:
        raise
    except Exception as error:  # openpyxl fails in many ways on what is no workbook
        raise ValueError(say("Berkas ini bukan buku kerja Excel (.xlsx).")) from error
    return [(number, row) for number, row in rows if row[0] is not None or row[1] is not None]


class ChoiceForm(forms.Form):
    """The figure an evaluation looks at, and beside which other."""

    indicator: forms.ModelChoiceField[Indicator] = forms.ModelChoiceField(
        label=_("Indikator layanan"), queryset=Indicator.objects.none()
    )
    reasoning = forms.CharField(
        label=_("Mengapa indikator ini"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bagaimana kegiatan ini diharapkan menggerakkan angkanya."),
    )
    comparison: forms.ModelChoiceField[Indicator] = forms.ModelChoiceField(
        label=_("Pembanding"),
        queryset=Indicator.objects.none(),
        required=False,
        help_text=_("Angka yang sama di perangkat daerah yang tidak ikut. Boleh kosong."),
    )

    def __init__(self, *args: Any, evaluation: Evaluation, person: Person, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "indicator": evaluation.indicator_id,
                "comparison": evaluation.comparison_id,
                "reasoning": evaluation.reasoning,
            },
        )
        super().__init__(*args, **kwargs)
        known: QuerySet[Indicator] = Indicator.objects.visible_to(person).select_related("agency")
        for name in ("indicator", "comparison"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ModelChoiceField)
            choice.queryset = known
            choice.label_from_instance = _named  # type: ignore[method-assign,assignment]


def _named(indicator: Any) -> str:
    return f"{indicator.name} ({indicator.agency.short_name})"
