"""What officers write about the plan of a year and its items."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.planning.models import PlanItem, YearPlan
from sinau.planning.rules import forms as forms_of_learning
from sinau.ui.forms import DateField, SearchSelect
from sinau.university.forms.fields import JpField
from sinau.university.models import Course, TrainingClass

MONTHS = [
    (1, _("Januari")),
    (2, _("Februari")),
    (3, _("Maret")),
    (4, _("April")),
    (5, _("Mei")),
    (6, _("Juni")),
    (7, _("Juli")),
    (8, _("Agustus")),
    (9, _("September")),
    (10, _("Oktober")),
    (11, _("November")),
    (12, _("Desember")),
]


class RupiahField(forms.CharField):
    """Whole rupiah, typed with or without "Rp" and dots."""

    def __init__(self, *, lowest: int = 0, **kwargs: Any) -> None:
        self.lowest = lowest
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        kwargs.setdefault("help_text", _("Rupiah bulat, misalnya 1.250.000."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """With dots, as it is written here."""
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The amount as a whole number."""
        said = str(super().clean(value) or "").replace("Rp", "").replace(".", "").replace(" ", "")
        if not said:
            return 0
        sign, digits = (-1, said[1:]) if said[0] in "-−" else (1, said)
        if not (digits.isascii() and digits.isdigit()) or len(digits) > 13:
            raise ValidationError(_("Tulis rupiah bulat saja, misalnya 1.250.000."), code="rupiah")
        amount = sign * int(digits)
        if amount < self.lowest:
            raise ValidationError(_("Jumlah ini terlalu kecil."), code="low")
        return amount


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """The direction and the ceiling of a year."""

    ceiling = RupiahField(label=_("Pagu anggaran"), required=False)

    class Meta:
        model = YearPlan
        fields = ("year", "words", "ceiling")
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["year"]

    def clean_year(self) -> int:
        """A year that can still be planned."""
        year = int(self.cleaned_data["year"])
        if not today().year <= year <= today().year + 10:
            raise ValidationError(
                _("Rencana disusun untuk tahun ini sampai sepuluh tahun ke depan."), code="year"
            )
        return year


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]
    """One activity: form, target, people, JP, month and money."""

    form = forms.ChoiceField(label=_("Bentuk"))
    jp = JpField(label=_("JP per peserta"))
    month = forms.TypedChoiceField(label=_("Bulan"), choices=MONTHS, coerce=int)
    unit_cost = RupiahField(label=_("Biaya per peserta"), required=False)
    reason = forms.CharField(
        label=_("Alasan perubahan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Rencana sudah disetujui. Alasan ini tampil dalam riwayat butir."),
    )

    class Meta:
        model = PlanItem
        fields = (
            "programme",
            "title",
            "form",
            "agency",
            "job_kind",
            "participants",
            "jp",
            "month",
            "unit_cost",
            "fund",
        )
        widgets = {"programme": SearchSelect, "agency": SearchSelect}

    def __init__(self, *args: Any, person: Person, plan: YearPlan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jp"].required = True
        if plan.is_being_made:
            del self.fields["reason"]
        kind = self.fields["form"]
        assert isinstance(kind, forms.ChoiceField)
        routes = {"klasikal": _("Klasikal"), "nonklasikal": _("Nonklasikal")}
        kind.choices = [
            (
                str(label),
                [(f.key, f.name) for f in forms_of_learning().values() if f.route == route],
            )
            for route, label in routes.items()
        ]
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = Agency.objects.open_now().filter(within("", person, Role.OFFICER))
        if not person.answers_for_city(Role.OFFICER):
            agency.required = True
            agency.help_text = ""

    def clean_participants(self) -> int:
        """At least one person."""
        count = int(self.cleaned_data["participants"])
        if count < 1:
            raise ValidationError(_("Tulis paling sedikit satu peserta."), code="nobody")
        return count


class LinkForm(forms.Form):
    """A course or a class that carries out an item, one of the two."""

    training_class = forms.ModelChoiceField(
        label=_("Kelas"), queryset=TrainingClass.objects.none(), widget=SearchSelect, required=False
    )
    course = forms.ModelChoiceField(
        label=_("Kursus"), queryset=Course.objects.none(), widget=SearchSelect, required=False
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("training_class", TrainingClass.objects.visible_to(person)),
            ("course", Course.objects.visible_to(person)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        said = super().clean() or {}
        if bool(said.get("training_class")) == bool(said.get("course")) and not self.errors:
            raise ValidationError(_("Pilih satu kelas atau satu kursus."), code="one")
        return said

    @property
    def thing(self) -> Course | TrainingClass:
        """What was chosen."""
        chosen: Course | TrainingClass = (
            self.cleaned_data["training_class"] or self.cleaned_data["course"]
        )
        return chosen


class SpendForm(forms.Form):
    """Money that was spent."""

    amount = RupiahField(
        label=_("Jumlah"),
        lowest=-(10**13),
        help_text=_("Rupiah bulat. Jumlah di bawah nol membatalkan catatan yang keliru."),
    )
    words = forms.CharField(label=_("Untuk apa"), max_length=200)
    spent_on = DateField(label=_("Tanggal"))

    def clean_amount(self) -> int:
        """Some money."""
        amount = int(self.cleaned_data["amount"])
        if amount == 0:
            raise ValidationError(_("Tulis jumlah selain nol."), code="zero")
        return amount

    def clean_spent_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["spent_on"]
        if day > today():
            raise ValidationError(_("Tanggal belanja tidak boleh di masa depan."), code="future")
        return day
