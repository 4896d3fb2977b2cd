"""What a coordinator writes about the structure, its themes and programmes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.models import Agency, Person
from sinau.planning.models import Competency, Organ, OrganKind, Programme, Seat, Theme
from sinau.planning.models.competencies import HIGHEST
from sinau.ui.forms import DateField, NipField, RadioCards, SearchSelect

LEVELS = [(n, str(n)) for n in range(1, HIGHEST + 1)]
# How many competencies one programme is asked about.
WAYS = 3


class ReasonForm(forms.Form):
    """Why something is done; everybody it concerns can read it."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class OrganForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a part of the structure is called and what it is for."""

    class Meta:
        model = Organ
        fields = ("kind", "name", "mandate", "parent", "agency", "position", "basis")
        widgets = {
            "kind": RadioCards(),
            "mandate": forms.Textarea(attrs={"rows": 4}),
            "parent": SearchSelect,
            "agency": SearchSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = OrganKind.choices
        for name, rows in (
            ("parent", Organ.objects.standing().exclude(pk=self.instance.pk)),
            ("agency", Agency.objects.open_now()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class SeatForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who sits where, as what, and since when."""

    nip = NipField(label=_("NIP pegawai"))
    starts_on = DateField(label=_("Mulai"))
    ends_on = DateField(label=_("Sampai dengan"), required=False)

    class Meta:
        model = Seat
        fields = ("title", "rank", "starts_on", "ends_on")
        help_texts = {
            "title": _("Misalnya: ketua, sekretaris, anggota."),
            "rank": _("Angka kecil tampil lebih dahulu."),
        }

    field_order = ("nip", "title", "rank", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = today()

    def clean_nip(self) -> str:
        """The number of somebody who serves."""
        nip = str(self.cleaned_data["nip"])
        person = Person.objects.serving().filter(nip=nip).first()
        if person is None:
            raise ValidationError(_("NIP ini bukan pegawai yang sedang bertugas. Periksa kembali."))
        self.instance.person = person
        return nip

    def clean(self) -> dict[str, Any]:
        """A seat ends after it began."""
        said = super().clean() or {}
        begin, end = said.get("starts_on"), said.get("ends_on")
        if begin and end and end < begin:
            self.add_error("ends_on", _("Tanggal akhir harus sama dengan atau sesudah mulai."))
        return said


class EndForm(forms.Form):
    """The last day of a seat."""

    ends_on = DateField(label=_("Hari terakhir"))


class ThemeForm(forms.ModelForm):  # type: ignore[type-arg]
    """A goal of the city's plan in which people must learn."""

    class Meta:
        model = Theme
        fields = ("title", "goal", "source", "verified", "starts_year", "ends_year", "position")
        widgets = {"goal": forms.Textarea(attrs={"rows": 3})}

    def clean(self) -> dict[str, Any]:
        """The period goes forward."""
        said = super().clean() or {}
        begin, end = said.get("starts_year"), said.get("ends_year")
        if begin and end and end < begin:
            self.add_error("ends_year", _("Tahun akhir harus sama dengan atau sesudah tahun awal."))
        return said


class ProgrammeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an academy offers, and the levels it leads to."""

    class Meta:
        model = Programme
        fields = ("theme", "academy", "title", "aim", "target")
        widgets = {"aim": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        academy = self.fields["academy"]
        assert isinstance(academy, forms.ModelChoiceField)
        academy.queryset = Organ.objects.standing()
        known = list(self.instance.leads_to.all()) if self.instance.pk else []
        for at in range(max(WAYS, len(known) + 1)):
            way = known[at] if at < len(known) else None
            self.fields[f"competency_{at}"] = forms.ModelChoiceField(
                label=_("Kompetensi %(n)s") % {"n": at + 1},
                queryset=Competency.objects.in_use(),
                widget=SearchSelect,
                required=False,
                initial=way.competency_id if way else None,
            )
            self.fields[f"level_{at}"] = forms.TypedChoiceField(
                label=_("Sampai tingkat"),
                choices=LEVELS,
                coerce=int,
                required=False,
                initial=way.level if way else 1,
            )

    @property
    def leads_to(self) -> dict[Competency, int]:
        """The levels the programme leads to."""
        return {
            competency: self.cleaned_data.get(name.replace("competency", "level")) or 1
            for name, competency in self.cleaned_data.items()
            if name.startswith("competency_") and competency
        }
