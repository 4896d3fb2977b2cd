"""One form for each kind of question of the bank; rows are added by a button that only sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.words import number_id
from sinau.people.models import Person
from sinau.ui.forms import MarkdownField, RadioCards, SearchSelect
from sinau.university.actions.bank import FAULTS
from sinau.university.forms.fields import NumberField
from sinau.university.models import BankQuestion, QuestionCategory
from sinau.university.quizzes.checking import faults
from sinau.university.quizzes.questions import (
    NONE,
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Number,
    Pair,
    Question,
    Unit,
)
from sinau.university.quizzes.reading import read_quantity

MORE_ROWS = 2
MOST_ROWS = 40
HUNDRED = Decimal(100)


def _percent(share: Decimal) -> Decimal:
    return (share * HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()


def _line(label: Any, *, longest: int = 1000, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, **kwargs)


class QuestionForm(forms.Form):
    """What every question has; `made` is the question that was typed."""

    kind = Kind.ESSAY
    least_rows = 0

    category = forms.ModelChoiceField(
        label=_("Kategori"), queryset=QuestionCategory.objects.none(), widget=SearchSelect
    )
    prompt = MarkdownField(label=_("Pertanyaan"))
    points = NumberField(label=_("Bobot"), lowest=Decimal("0.1"), initial=WHOLE)
    explanation = forms.CharField(
        label=_("Penjelasan"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dibaca peserta dalam pembahasan: mengapa begitu."),
    )
    source = _line(_("Sumber"), longest=300, help_text=_("Misalnya Pasal 5 ayat (2) UU 27/2022."))
    passage = _line(
        _("Alamat sumber di Sinau"),
        longest=120,
        help_text=_("Misalnya knowledge.article:12, agar peserta dapat membukanya. Boleh kosong."),
    )
    tags = _line(_("Tanda"), longest=300, help_text=_("Dipisahkan koma, misalnya: pdp, dasar."))
    when_right = _line(_("Bila benar"))
    when_partly = _line(_("Bila benar sebagian"))
    when_wrong = _line(_("Bila belum tepat"))
    change = _line(_("Apa yang berubah"), longest=200, help_text=_("Tercatat dalam riwayat soal."))

    def __init__(
        self,
        data: Any = None,
        *,
        person: Person,
        kept: BankQuestion | None = None,
        question: Question | None = None,
        rows: int = 0,
        **kwargs: Any,
    ) -> None:
        known = self.known(question) if question else {}
        initial = {**known, **kwargs.pop("initial", {})}
        if kept is not None:
            initial.setdefault("category", kept.category_id)
        super().__init__(data, initial=initial, **kwargs)
        categories = QuestionCategory.objects.visible_to(person)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]
        if kept is None:
            del self.fields["change"]
        self.count = self._count(data, question, rows)
        for at in range(self.count):
            self.fields.update(self.row_fields(at))

    def _count(self, data: Any, question: Question | None, rows: int) -> int:
        if not self.least_rows:
            return 0
        first = next(iter(self.row_fields(0))).removesuffix("0")
        sent = sum(name.startswith(first) for name in data) if data else 0
        known = len(list(self.known_rows(question))) + MORE_ROWS if question else 0
        return min(MOST_ROWS, max(self.least_rows, rows, sent or known))

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each row, side by side."""
        return [[self[name] for name in self.row_fields(at)] for at in range(self.count)]

    @property
    def heads(self) -> list[forms.BoundField]:
        """The fields that come before the rows."""
        names = ("category", "prompt", *self.own)
        return [self[name] for name in names if name in self.fields]

    @property
    def tails(self) -> list[forms.BoundField]:
        """The fields that come after them."""
        names = ("points", "explanation", "source", "passage", "tags")
        more = ("when_right", "when_partly", "when_wrong", "change")
        return [self[name] for name in (*names, *more) if name in self.fields]

    own: tuple[str, ...] = ()

    def row_fields(self, at: int) -> dict[str, forms.Field]:
        """The fields of one row, if this kind has rows."""
        return {}

    def known_rows(self, question: Question) -> Iterator[Mapping[str, Any]]:
        """What the rows say already."""
        return iter(())

    def known(self, question: Question) -> dict[str, Any]:
        """What the question says already, as the fields show it."""
        said: dict[str, Any] = {
            name: getattr(question, name)
            for name in (
                "prompt", "points", "explanation", "source", "passage",
                "when_right", "when_partly", "when_wrong",
            )
        }  # fmt: skip
        said["tags"] = ", ".join(question.tags)
        for at, row in enumerate(self.known_rows(question)):
            said.update({f"{name}_{at}": value for name, value in row.items()})
        return said

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of the question that belong to this kind."""
        return {}

    def clean(self) -> dict[str, Any]:
        """What was typed makes a question that can be asked; otherwise each fault is said."""
        said = super().clean() or self.cleaned_data
        if self.errors:
            return said
        self.made = Question(
            kind=self.kind,
            points=min(said["points"] or WHOLE, Decimal(999)),
            tags=tuple(tag.strip() for tag in said["tags"].split(",") if tag.strip()),
            **{
                name: said[name]
                for name in (
                    "prompt", "explanation", "source", "passage",
                    "when_right", "when_partly", "when_wrong",
                )
            },
            **self.parts(said),
        )  # fmt: skip
        found = faults(self.made)
        if found:
            raise ValidationError([FAULTS[fault] for fault in found])
        return said

    def sent_rows(self, said: Mapping[str, Any], *names: str) -> Iterator[tuple[Any, ...]]:
        """Rows whose first field is not empty."""
        for at in range(self.count):
            row = tuple(said.get(f"{name}_{at}") for name in names)
            if row[0] not in (None, ""):
                yield row


class ChoiceForm(QuestionForm):
    """Choices, each with a tick when it is right, what is said to it, and maybe another worth."""

    kind = Kind.SINGLE
    least_rows = 4
    own = ("shuffle",)
    shuffle = forms.BooleanField(label=_("Boleh diacak urutannya"), required=False, initial=True)

    def row_fields(self, at: int) -> dict[str, forms.Field]:
        """One choice."""
        number = {"number": at + 1}
        return {
            f"text_{at}": _line(_("Pilihan %(number)s") % number),
            f"correct_{at}": forms.BooleanField(
                label=_("Pilihan %(number)s benar") % number, required=False
            ),
            f"feedback_{at}": _line(_("Tanggapan untuk pilihan %(number)s") % number),
            f"share_{at}": NumberField(
                label=_("Nilai pilihan %(number)s (%%), kosongkan untuk otomatis") % number,
                required=False,
            ),
        }

    def known_rows(self, question: Question) -> Iterator[Mapping[str, Any]]:
        """The choices; a worth is shown only where it is not the usual one."""
        right = [choice for choice in question.choices if choice.share > 0]
        usual = WHOLE / len(right) if right else WHOLE
        for choice in question.choices:
            expected = usual if choice.share > 0 else NONE
            is_usual = abs(choice.share - expected) < Decimal("0.001")
            yield {
                "text": choice.text,
                "correct": choice.share > 0,
                "feedback": choice.feedback,
                "share": "" if is_usual else number_id(_percent(choice.share)),
            }

    def known(self, question: Question) -> dict[str, Any]:
        """With whether they may be shuffled."""
        return {**super().known(question), "shuffle": question.shuffle}

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The choices; the right ones share the whole unless they say otherwise."""
        rows = list(self.sent_rows(said, "text", "correct", "feedback", "share"))
        right = sum(bool(row[1]) for row in rows)
        each = WHOLE if right <= 1 or self.kind is Kind.SINGLE else WHOLE / right
        each = each.quantize(Decimal("0.000001"), ROUND_HALF_UP).normalize()
        choices = tuple(
            Choice(
                text=text,
                share=worth / HUNDRED if worth is not None else each if is_right else NONE,
                feedback=feedback or "",
            )
            for text, is_right, feedback, worth in rows
        )
        return {"choices": choices, "shuffle": said["shuffle"]}


class MultipleForm(ChoiceForm):
    """Several may be right."""

    kind = Kind.MULTIPLE


class TruthForm(QuestionForm):
    """A statement that is true or false."""

    kind = Kind.TRUE_FALSE
    own = ("truth",)
    truth = forms.TypedChoiceField(
        label=_("Pernyataan ini"),
        choices=[("yes", _("Benar")), ("no", _("Salah"))],
        coerce=lambda word: word == "yes",
        widget=RadioCards,
    )

    def known(self, question: Question) -> dict[str, Any]:
        """With its truth."""
        return {**super().known(question), "truth": "yes" if question.truth else "no"}

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Its truth."""
        return {"truth": said["truth"]}


class ShortForm(QuestionForm):
    """A word or a few, with every spelling that is accepted and what it is worth."""

    kind = Kind.SHORT
    least_rows = 3
    own = ("case_matters",)
    case_matters = forms.BooleanField(label=_("Huruf besar dibedakan"), required=False)

    def row_fields(self, at: int) -> dict[str, forms.Field]:
        """One accepted answer."""
        number = {"number": at + 1}
        return {
            f"text_{at}": _line(
                _("Jawaban %(number)s yang diterima") % number,
                help_text=_("* berarti huruf apa saja.") if not at else "",
            ),
            f"share_{at}": NumberField(label=_("Nilainya (%)"), required=False, initial=HUNDRED),
            f"feedback_{at}": _line(_("Tanggapan untuk jawaban %(number)s") % number),
        }

    def known_rows(self, question: Question) -> Iterator[Mapping[str, Any]]:
        """The accepted answers."""
        for one in question.accepted:
            yield {"text": one.text, "share": _percent(one.share), "feedback": one.feedback}

    def known(self, question: Question) -> dict[str, Any]:
        """With whether capitals count."""
        return {**super().known(question), "case_matters": question.case_matters}

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The accepted answers."""
        rows = self.sent_rows(said, "text", "share", "feedback")
        accepted = tuple(
            Accepted(text=text, share=_share(worth), feedback=feedback or "")
            for text, worth, feedback in rows
        )
        return {"accepted": accepted, "case_matters": said["case_matters"]}


def _share(worth: Decimal | None) -> Decimal:
    return WHOLE if worth is None else min(WHOLE, max(NONE, worth / HUNDRED)).normalize()


class NumericForm(QuestionForm):
    """A number, how far off one may be, and the ways its unit may be written."""

    kind = Kind.NUMERIC
    own = ("value", "tolerance", "value_near", "tolerance_near", "share_near", "unit_required")
    least_rows = 2
    value = NumberField(label=_("Angka yang benar"))
    tolerance = NumberField(
        label=_("Selisih yang masih diterima"), required=False, lowest=NONE, initial=NONE
    )
    value_near = NumberField(
        label=_("Angka lain yang bernilai sebagian"),
        required=False,
        help_text=_("Misalnya hasil yang lupa dibulatkan. Boleh kosong."),
    )
    tolerance_near = NumberField(label=_("Selisihnya"), required=False, lowest=NONE)
    share_near = NumberField(label=_("Nilainya (%)"), required=False)
    unit_required = forms.BooleanField(label=_("Satuan wajib ditulis peserta"), required=False)

    def row_fields(self, at: int) -> dict[str, forms.Field]:
        """One way to write the unit."""
        return {
            f"unit_{at}": _line(_("Satuan %(number)s") % {"number": at + 1}, longest=40),
            f"factor_{at}": NumberField(
                label=_("Dikalikan"),
                required=False,
                help_text=_("Agar sama dengan satuan pertama: menit ke jam 0,0166667."),
            ),
        }

    def known_rows(self, question: Question) -> Iterator[Mapping[str, Any]]:
        """The units."""
        for unit in question.units:
            yield {"unit": unit.name, "factor": unit.factor}

    def known(self, question: Question) -> dict[str, Any]:
        """With its numbers."""
        said = {**super().known(question), "unit_required": question.unit_required}
        ordered = sorted(question.numbers, key=lambda one: -one.share)
        for one, end in zip(ordered, ("", "_near"), strict=False):
            said[f"value{end}"], said[f"tolerance{end}"] = one.value, one.tolerance
            said["share_near"] = _percent(one.share) if end else said.get("share_near")
        return said

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Its numbers and units."""
        numbers = [Number(value=said["value"], tolerance=said["tolerance"] or NONE)]
        if said.get("value_near") is not None:
            numbers.append(
                Number(
                    value=said["value_near"],
                    tolerance=said["tolerance_near"] or NONE,
                    share=_share(said["share_near"]) if said["share_near"] else Decimal("0.5"),
                )
            )
        units = tuple(
            Unit(name=name, factor=WHOLE if factor is None else factor)
            for name, factor in self.sent_rows(said, "unit", "factor")
        )
        return {"numbers": tuple(numbers), "units": units, "unit_required": said["unit_required"]}


class MatchingForm(QuestionForm):
    """Left and right texts; a right one alone leads astray."""

    kind = Kind.MATCHING
    least_rows = 4

    def row_fields(self, at: int) -> dict[str, forms.Field]:
        """One pair."""
        number = {"number": at + 1}
        return {
            f"right_{at}": _line(_("Pasangan %(number)s, kanan") % number),
            f"left_{at}": _line(
                _("Pasangan %(number)s, kiri") % number,
                help_text=_("Kosongkan kirinya untuk pengecoh.") if not at else "",
            ),
        }

    def known_rows(self, question: Question) -> Iterator[Mapping[str, Any]]:
        """The pairs."""
        for pair in question.pairs:
            yield {"left": pair.left, "right": pair.right}

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The pairs."""
        rows = self.sent_rows(said, "right", "left")
        return {"pairs": tuple(Pair(left=left or "", right=right) for right, left in rows)}


class OrderingForm(QuestionForm):
    """Steps in their right order."""

    kind = Kind.ORDERING
    own = ("steps",)
    steps = forms.CharField(
        label=_("Langkah dalam urutan yang benar"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Satu langkah per baris. Peserta melihatnya teracak."),
    )

    def known(self, question: Question) -> dict[str, Any]:
        """With its steps."""
        return {**super().known(question), "steps": "\n".join(question.steps)}

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Its steps."""
        lines = said["steps"].splitlines()
        return {"steps": tuple(line.strip() for line in lines if line.strip())}


class ClozeForm(QuestionForm):
    """A text with gaps {1}, {2}, … and a row for each gap."""

    kind = Kind.CLOZE
    least_rows = 3

    def row_fields(self, at: int) -> dict[str, forms.Field]:
        """One gap."""
        number = {"number": at + 1}
        return {
            f"key_{at}": _line(
                _("Isian {%(number)s}") % number,
                help_text=_(
                    "Pisahkan dengan |. Jawaban singkat: semua yang diterima. Pilihan: yang benar "
                    "lebih dahulu. Angka: 72 | 0,5 berarti 72 dengan selisih 0,5."
                )
                if not at
                else "",
            ),
            f"kind_{at}": forms.ChoiceField(
                label=_("Jenis isian %(number)s") % number,
                choices=[
                    ("short", _("Jawaban singkat")),
                    ("single", _("Pilihan")),
                    ("numeric", _("Angka")),
                ],
                required=False,
            ),
        }

    def known_rows(self, question: Question) -> Iterator[Mapping[str, Any]]:
        """The gaps."""
        for gap in question.gaps:
            yield {"key": " | ".join(_gap_words(gap)), "kind": gap.kind.value}

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The gaps."""
        rows = self.sent_rows(said, "key", "kind")
        return {"gaps": tuple(_gap(Kind(kind or "short"), key) for key, kind in rows)}


def _gap_words(gap: Question) -> list[str]:
    if gap.kind is Kind.SINGLE:
        return [one.text for one in sorted(gap.choices, key=lambda one: -one.share)]
    if gap.kind is Kind.NUMERIC:
        one = gap.numbers[0]
        return [
            number_id(value) for value in (one.value, one.tolerance) if value or value is one.value
        ]
    return [one.text for one in gap.accepted]


def _gap(kind: Kind, key: str) -> Question:
    words = [word.strip() for word in key.split("|") if word.strip()]
    gap = Question(kind=kind, prompt="")
    if kind is Kind.SINGLE:
        # By the alphabet, so that the order does not tell which is right.
        choices = [Choice(text=word, share=NONE if at else WHOLE) for at, word in enumerate(words)]
        return replace(gap, choices=tuple(sorted(choices, key=lambda one: one.text.casefold())))
    if kind is Kind.NUMERIC:
        numbers = [found.number for found in map(read_quantity, words) if found]
        if not numbers:
            return gap
        tolerance = numbers[1] if len(numbers) > 1 else NONE
        return replace(gap, numbers=(Number(value=numbers[0], tolerance=tolerance),))
    return replace(gap, accepted=tuple(Accepted(text=word) for word in words))


class EssayForm(QuestionForm):
    """A text that a person marks."""

    own = ("model",)
    model = forms.CharField(
        label=_("Jawaban yang baik memuat"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Pegangan penilai; peserta membacanya dalam pembahasan."),
    )

    def known(self, question: Question) -> dict[str, Any]:
        """With what a good answer says."""
        return {**super().known(question), "model": question.model}

    def parts(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """What a good answer says."""
        return {"model": said["model"]}


QUESTION_FORMS: dict[str, type[QuestionForm]] = {
    form.kind.value: form
    for form in (
        ChoiceForm,
        MultipleForm,
        TruthForm,
        ShortForm,
        NumericForm,
        MatchingForm,
        OrderingForm,
        ClozeForm,
        EssayForm,
    )
}
