"""What an officer writes about a path, its stations and what comes before a course."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.embedding import find_embed
from sinau.people.models import Person
from sinau.ui.forms import RadioCards, SearchSelect
from sinau.university.forms.courses import AUDIENCE_HELP
from sinau.university.forms.fields import KeptAgencyField
from sinau.university.models import Course, Path, PathStep, StepKind, TrainingClass
from sinau.university.programmes import offered_programmes
from sinau.university.quizzes.questions import WHOLE, Choice, Question
from sinau.university.quizzes.questions import Kind as QuestionKind
from sinau.university.readings import ACTIVITIES

_RIGHT = re.compile(r"^\*\s*")
MOST_CHOICES = 8


class PathForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a path says of itself."""

    agency = KeptAgencyField()

    class Meta:
        model = Path
        fields = ("title", "aim", "agency", "audience", "competence")
        widgets = {
            "aim": forms.Textarea(attrs={"rows": 3}),
            "audience": RadioCards(help=AUDIENCE_HELP),
        }
        help_texts = {
            "aim": _("Satu atau dua kalimat: apa yang dapat dilakukan peserta di ujung jalur."),
            "competence": _("Misalnya Literasi digital atau Pelayanan Publik."),
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)


class StepForm(forms.ModelForm):  # type: ignore[type-arg]
    """What every station has."""

    class Meta:
        model = PathStep
        fields: tuple[str, ...] = ("title", "note", "minutes", "required")
        help_texts = {
            "title": _("Boleh kosong untuk kursus dan kelas; judulnya diambil dari sana."),
            "note": _("Satu kalimat untuk peserta: mengapa langkah ini ada di sini."),
            "minutes": _("Perkiraan lama; 0 bila tidak tentu."),
            "required": _("Langkah wajib dihitung dalam kemajuan; yang lain boleh dilewati."),
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def _post_clean(self) -> None:
        # The full check of the model wants a key and a place, which the action gives.
        for name in self.Meta.fields:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])


class CourseStepForm(StepForm):
    """A course to finish."""

    course = forms.ModelChoiceField(
        queryset=Course.objects.none(), widget=SearchSelect, label=_("Kursus")
    )

    class Meta(StepForm.Meta):
        fields = ("course", *StepForm.Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        courses = Course.objects.visible_to(self.person).published().order_by("title")
        self.fields["course"].queryset = courses  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Title and length come from the course unless they are said."""
        said = super().clean() or self.cleaned_data
        if course := said.get("course"):
            said["title"] = said.get("title") or course.title
            said["minutes"] = said.get("minutes") or course.minutes
        return said


class ClassStepForm(StepForm):
    """A class to attend: one, any of a programme of the city's plan, or any for a competence."""

    training_class = forms.ModelChoiceField(
        queryset=TrainingClass.objects.none(),
        widget=SearchSelect,
        required=False,
        label=_("Kelas tertentu"),
    )
    address = forms.ChoiceField(
        label=_("Atau kelas apa pun dari program"),
        required=False,
        help_text=_("Kelas yang dikaitkan dengan butir rencana tahunan program itu."),
    )
    competence = forms.CharField(
        label=_("Atau kelas apa pun untuk kompetensi"),
        max_length=100,
        required=False,
        help_text=_("Seperti tertulis pada kelasnya, misalnya Literasi digital."),
    )

    class Meta(StepForm.Meta):
        fields = ("training_class", "address", "competence", *StepForm.Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        classes = TrainingClass.objects.visible_to(self.person).published().order_by("title")
        self.fields["training_class"].queryset = classes  # type: ignore[attr-defined]
        none = [("", _("Tidak dari satu program"))]
        self.fields["address"].choices = none + offered_programmes()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Exactly one of the three."""
        said = super().clean() or self.cleaned_data
        found, competence = said.get("training_class"), said.get("competence", "")
        address = said.get("address", "")
        if sum(map(bool, (found, competence, address))) != 1:
            raise ValidationError(
                _("Pilih satu kelas, pilih programnya, atau tulis kompetensinya; salah satu saja."),
                code="one",
            )
        if found:
            said["minutes"] = said.get("minutes") or found.minutes
        of = competence or dict(self.fields["address"].choices).get(address, "")  # type: ignore[attr-defined]
        named = _("Kelas %(of)s") % {"of": of}
        said["title"] = (said.get("title") or (found.title if found else named))[:150]
        return said


class ArticleStepForm(StepForm):
    """An article to read, and a question that shows it was read."""

    address = forms.RegexField(
        r"^[a-z_]+\.[a-z_]+:[\w-]{1,60}$",
        label=_("Alamat bacaan"),
        help_text=_("Misalnya knowledge.article:12; nomornya ada di alamat halaman artikel."),
        error_messages={"invalid": _("Tulis seperti knowledge.article:12.")},
    )
    prompt = forms.CharField(
        label=_("Pertanyaan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    choices = forms.CharField(
        label=_("Pilihan jawaban"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Satu pilihan per baris; awali yang benar dengan tanda bintang (*)."),
    )
    explanation = forms.CharField(
        label=_("Penjelasan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    class Meta(StepForm.Meta):
        fields = ("address", *StepForm.Meta.fields)

    field_order = ["address", "title", "prompt", "choices", "explanation"]

    def __init__(self, *args: Any, instance: PathStep, **kwargs: Any) -> None:
        if instance.question:
            known = Question.from_data(instance.question)
            lines = [f"{'* ' if each.share else ''}{each.text}" for each in known.choices]
            kwargs["initial"] = {
                "prompt": known.prompt,
                "choices": "\n".join(lines),
                "explanation": known.explanation,
            }
        super().__init__(*args, instance=instance, **kwargs)
        self.fields["title"].required = False

    def clean_choices(self) -> tuple[Choice, ...]:
        """At least two, at least one of them right and one wrong."""
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines() if line.strip()]
        right = [line for line in lines if _RIGHT.match(line)]
        if not 2 <= len(lines) <= MOST_CHOICES:
            raise ValidationError(_("Tulis dua sampai delapan pilihan, satu per baris."))
        if not right or len(right) == len(lines):
            raise ValidationError(
                _("Awali pilihan yang benar dengan *; harus ada yang benar dan yang salah.")
            )
        share = WHOLE / len(right)
        return tuple(
            Choice(text=_RIGHT.sub("", line), share=share if line in right else WHOLE * 0)
            for line in lines
        )

    def clean(self) -> dict[str, Any]:
        """The question as it is kept, and the title of the reading."""
        said = super().clean() or self.cleaned_data
        if address := said.get("address"):
            found = find_embed(self.person, address)
            if found is None:
                self.add_error(
                    "address", _("Tidak ada bacaan di alamat ini yang dapat Anda lihat.")
                )
            else:
                said["title"] = said.get("title") or found.title[:150]
                said["minutes"] = said.get("minutes") or found.minutes
        if choices := said.get("choices"):
            several = sum(bool(each.share) for each in choices) > 1
            self.instance.question = Question(
                kind=QuestionKind.MULTIPLE if several else QuestionKind.SINGLE,
                prompt=said.get("prompt", ""),
                explanation=said.get("explanation", ""),
                choices=choices,
            ).to_data()
        return said


class ActivityStepForm(StepForm):
    """Something done elsewhere, heard of by itself or confirmed by an officer."""

    address = forms.ChoiceField(
        label=_("Bagaimana diketahui"), choices=ACTIVITIES, required=False, widget=forms.RadioSelect
    )

    class Meta(StepForm.Meta):
        fields = ("address", *StepForm.Meta.fields)
        help_texts = {**StepForm.Meta.help_texts, "title": _("Apa yang dilakukan peserta.")}


STEP_FORMS: dict[str, type[StepForm]] = {
    StepKind.COURSE: CourseStepForm,
    StepKind.CLASS: ClassStepForm,
    StepKind.ARTICLE: ArticleStepForm,
    StepKind.ACTIVITY: ActivityStepForm,
}


class ConfirmForm(forms.Form):
    """In which words an officer vouches for a station."""

    words = forms.CharField(
        label=_("Dasar pengesahan"),
        max_length=300,
        help_text=_("Apa yang dilakukan dan dari mana Anda mengetahuinya."),
    )


class PrerequisiteForm(forms.Form):
    """What comes before a course, and why."""

    before = forms.ModelChoiceField(
        queryset=Course.objects.none(), widget=SearchSelect, label=_("Kursus yang didahulukan")
    )
    why = forms.CharField(
        label=_("Mengapa"),
        max_length=300,
        help_text=_("Dibaca peserta, misalnya “memakai istilah dari sana”."),
    )

    def __init__(self, *args: Any, course: Course, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Course.objects.visible_to(person).published().exclude(pk=course.pk)
        self.fields["before"].queryset = others.order_by("title")  # type: ignore[attr-defined]
