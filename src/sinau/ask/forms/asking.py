"""What people fill in at the answer desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.ask.models import HandOver, Question
from sinau.ask.personal import numbers_of_people, without_numbers
from sinau.ask.routing import who_can_read
from sinau.communities.models import Community
from sinau.kernel.clock import today
from sinau.knowledge.knowing import Knower
from sinau.people.models import Agency, Person
from sinau.search.engine.analysis import analyser
from sinau.ui.forms import DateField, SearchSelect

LONGEST: int = Question._meta.get_field("text").max_length or 400


EARLIEST = date(1945, 8, 17)
AHEAD = timedelta(days=366)


class QuestionForm(forms.Form):
    """One question, without the number of anybody in it, perhaps for another day than today."""

    text = forms.CharField(
        label=_("Pertanyaan Anda"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST, "enterkeyhint": "send"}),
        error_messages={
            "required": _("Tulis dahulu pertanyaan Anda."),
            "max_length": _(
                "Pertanyaan paling panjang %(limit_value)d huruf. Persingkat menjadi satu pokok."
            ),
        },
    )

    as_of = DateField(
        label=_("Menurut keadaan pada tanggal"),
        required=False,
        help_text=_("Kosongkan untuk hari ini. Untuk tanggal lain, hanya peraturan yang dikutip."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        self.numbers = numbers_of_people(data.get("text", "")) if data is not None else []
        if self.numbers:
            data = data.copy()
            data["text"] = without_numbers(data["text"])
        super().__init__(data, **kwargs)

    def clean_text(self) -> str:
        """The question on one line; nothing is kept that holds a number of a person."""
        text = " ".join(str(self.cleaned_data["text"]).split())
        if self.numbers:
            raise ValidationError(
                _(
                    "Pertanyaan Anda memuat %(numbers)s. Nomor itu kami tutup dan tidak disimpan. Periksa, lalu kirim lagi."
                ),
                code="number",
                params={"numbers": " / ".join(self.numbers)},
            )
        if not analyser().terms(text):
            raise ValidationError(
                _(
                    "Pertanyaan ini belum memuat pokok yang dapat dicari. Sebutkan halnya, misalnya “cuti tahunan”."
                ),
                code="empty",
            )
        return text

    def clean_as_of(self) -> date | None:
        """A day on which there could be a regulation; today is no special day."""
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and not EARLIEST <= day <= today() + AHEAD:
            raise ValidationError(
                _("Isi tanggal antara 17 Agustus 1945 dan satu tahun dari sekarang.")
            )
        return None if day == today() else day


class HandOverForm(forms.Form):
    """To which community, under which title, in which words."""

    community = forms.ModelChoiceField(
        label=_("Komunitas"),
        queryset=Community.objects.none(),
        empty_label=None,
        help_text=_("Anggota komunitas itu akan melihat nama Anda."),
    )
    title = forms.CharField(
        label=_("Judul"), max_length=HandOver._meta.get_field("title").max_length
    )
    body = forms.CharField(
        label=_("Penjelasan"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Keadaannya, apa yang sudah Anda coba. Jangan menulis NIP atau NIK siapa pun."),
    )

    experts = forms.MultipleChoiceField(
        label=_("Beri tahu juga yang mungkin tahu"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mereka bersedia ditanya dan masih longgar minggu ini."),
    )

    def __init__(
        self, data: Any = None, *, person: Person, experts: Sequence[Knower], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["community"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Community.objects.joinable_by(person)
        self._experts = {str(one.person.pk): one.person for one in experts}
        offered = self.fields["experts"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [
            (str(one.person.pk), f"{one.person.full_name} ({'; '.join(one.why)})")
            for one in experts
        ]
        if not experts:
            del self.fields["experts"]
        elif (home := self.initial.get("community")) and not self.is_bound:
            # Ticked for the asker are those who can read where it begins.
            self.initial["experts"] = sorted(self._readers(home))

    @property
    def chosen(self) -> list[Person]:
        """Those who will hear of it."""
        return [self._experts[pk] for pk in self.cleaned_data.get("experts", ())]

    def clean_experts(self) -> list[str]:
        """Only those who may read the community."""
        chosen: list[str] = self.cleaned_data["experts"]
        community = self.cleaned_data.get("community")
        if community is None:
            return chosen
        readers = self._readers(community)
        shut = [self._experts[pk].full_name for pk in chosen if pk not in readers]
        if shut:
            raise ValidationError(
                _("%(names)s tidak dapat membuka komunitas itu. Pilih komunitas lain, atau lepas.")
                % {"names": ", ".join(shut)}
            )
        return chosen

    def _readers(self, community: Community) -> set[str]:
        """Those of the experts who may read it."""
        return {str(pk) for pk in who_can_read(community, [*self._experts.values()])}

    def clean(self) -> dict[str, Any]:
        """No number of a person leaves the desk."""
        cleaned = super().clean() or {}
        for name in ("title", "body"):
            found = numbers_of_people(str(cleaned.get(name, "")))
            if found:
                self.add_error(
                    name,
                    _(
                        "Bagian ini memuat %(numbers)s. Hapus nomornya; komunitas tidak memerlukannya."
                    )
                    % {"numbers": " / ".join(found)},
                )
        return cleaned


class ForwardForm(forms.Form):
    """To which agency a gap is passed on."""

    agency = forms.ModelChoiceField(
        label=_("Perangkat daerah"),
        queryset=Agency.objects.none(),
        widget=SearchSelect,
        error_messages={"required": _("Pilih perangkat daerah yang seharusnya tahu.")},
    )
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.open_now().order_by("path")
