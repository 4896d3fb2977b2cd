"""What is asked of people who discuss ideas: remarks, statements, calls, merges, decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models import Call, Idea, Stage, Verdict
from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.models import Agency, AgencyKind, Person, Role
from sinau.ui.forms import DateField, DateInput, RadioCards

MOST_CRITERIA = 8


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class CommentForm(forms.Form):
    """A remark."""

    body = forms.CharField(
        label=_("Tanggapan Anda"),
        max_length=2000,
        widget=_area(),
        help_text=_("Dapat disunting selama 15 menit. Dibaca semua pegawai kota."),
    )


class HideForm(forms.Form):
    """Why something is taken from sight."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Dibaca penulisnya dan tercatat dalam riwayat."),
    )


class StatementForm(forms.Form):
    """A sentence to put to the vote."""

    text = forms.CharField(
        label=_("Pernyataan"),
        min_length=10,
        max_length=160,
        help_text=_("Satu kalimat dengan satu pokok, yang dapat disetujui atau ditolak."),
    )

    def clean_text(self) -> str:
        """The sentence on one line."""
        return " ".join(self.cleaned_data["text"].split())


class MergeForm(forms.Form):
    """Which idea goes on, and why they are one."""

    into = forms.ModelChoiceField(
        label=_("Diteruskan dalam gagasan"), queryset=Idea.objects.none(), empty_label=None
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=600,
        widget=_area(),
        help_text=_("Apa yang sama, dan apa dari gagasan ini yang tidak boleh hilang."),
    )

    def __init__(self, idea: Idea, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Idea.objects.visible_to(person)
            .filter(stage__in=(Stage.PROPOSED, Stage.PLAN))
            .exclude(pk=idea.pk)
            .order_by("title")
        )


class MergeAnswerForm(forms.Form):
    """Yes or no, and why."""

    agrees = forms.ChoiceField(
        label=_("Jawaban Anda"),
        choices=[("ya", _("Setuju digabung")), ("tidak", _("Tidak setuju"))],
        widget=RadioCards(),
    )
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A no has a reason."""
        said = super().clean() or {}
        if said.get("agrees") == "tidak" and not said.get("note"):
            self.add_error("note", _("Tulis mengapa, supaya pengusulnya mengerti."))
        return said


class DecisionForm(forms.Form):
    """What is decided, with a reason for everybody."""

    verdict = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[
            (Verdict.TAKEN_UP.value, Verdict.TAKEN_UP.label),
            (Verdict.DECLINED.value, Verdict.DECLINED.label),
        ],
        widget=RadioCards(),
    )
    reason = forms.CharField(
        label=_("Alasan yang dibaca semua orang"),
        min_length=15,
        max_length=1500,
        widget=_area(),
        help_text=_("Hubungkan dengan kriteria atau keadaan. Tanpa menyebut kekurangan orang."),
    )


class CallForm(forms.Form):
    """A theme, what is asked, by which criteria, until when."""

    title = forms.CharField(label=_("Tema"), max_length=120)
    question = forms.CharField(
        label=_("Pertanyaan"),
        max_length=2000,
        widget=_area(4),
        help_text=_("Keadaan sekarang, dan perubahan apa yang dicari."),
    )
    criteria = forms.CharField(
        label=_("Kriteria"),
        max_length=1600,
        widget=_area(5),
        help_text=_("Satu kriteria setiap baris, paling banyak delapan. Tidak berubah sesudahnya."),
    )
    due = DateField(label=_("Batas"), widget=DateInput())
    agency = forms.ModelChoiceField(
        label=_("Perangkat daerah yang memanggil"),
        queryset=Agency.objects.none(),
        empty_label=None,
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due"].initial = today() + timedelta(days=30)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        offices = Agency.objects.open_now().filter(within("", person, Role.HEAD))
        own = offices.filter(path__in=person.paths(Role.HEAD))
        field.queryset = (offices.exclude(kind=AgencyKind.CITY) | own).order_by("path")

    def clean_due(self) -> Any:
        """A day that people can still reach."""
        due = self.cleaned_data["due"]
        if due <= today():
            raise ValidationError(_("Pilih batas sesudah hari ini."))
        return due

    def clean_criteria(self) -> list[str]:
        """One on each line, short and not too many."""
        lines = [line.strip(" -\t") for line in self.cleaned_data["criteria"].splitlines()]
        found = [line for line in lines if line]
        if not found:
            raise ValidationError(_("Tulis sedikitnya satu kriteria."))
        if len(found) > MOST_CRITERIA or any(len(line) > 200 for line in found):
            raise ValidationError(
                _("Tulis paling banyak delapan kriteria, masing-masing paling banyak 200 huruf.")
            )
        return found


class CallAnswerForm(forms.Form):
    """One of one's own ideas that answers the call."""

    idea = forms.ModelChoiceField(
        label=_("Gagasan Anda"), queryset=Idea.objects.none(), empty_label=None
    )

    def __init__(self, call: Call, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["idea"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Idea.objects.writable_by(person)
            .exclude(stage__in=(Stage.DRAFT, Stage.DECLINED, Stage.MERGED))
            .exclude(answers__call=call)
            .order_by("title")
        )


class CloseCallForm(forms.Form):
    """The last word of a call."""

    word = forms.CharField(
        label=_("Kata penutup"),
        max_length=1500,
        widget=_area(4),
        help_text=_("Apa yang terjadi sesudah ini. Dikirim kepada semua yang menjawab."),
    )
