"""What is asked about incidents: three things of who tells, the rest of who looks into it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import WIB, now
from sinau.people.models import Person
from sinau.risk.actions.incidents import Inquiry, NoticeText, Report
from sinau.risk.actions.taxonomies import Causes
from sinau.risk.models import Control, Found, Harm, Incident, Register, Risk
from sinau.risk.taxonomy import taxonomy
from sinau.ui.forms import SearchSelect

MOST_OFFERED, MOST_CONTROLS = 400, 60


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class MomentField(forms.DateTimeField):
    """A day and an hour on the city's clock, from the device's own picker."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Tulis seperti 26/09/2023 09:00.")})
        super().__init__(
            **{
                **kwargs,
                "input_formats": ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M"],
            }
        )


class ReportForm(forms.Form):
    """What happened, when, and which service; nothing else must be known."""

    what = forms.CharField(
        label=_("Apa yang terjadi"),
        max_length=4000,
        widget=_area(4),
        help_text=_("Ceritakan seperti kepada rekan. Tidak perlu nama siapa pun."),
    )
    happened_at = MomentField(label=_("Kapan"))
    service = forms.CharField(
        label=_("Layanan yang mana"),
        max_length=150,
        help_text=_("Nama layanan, aplikasi, atau loketnya."),
    )
    found = forms.ChoiceField(
        label=_("Siapa yang lebih dulu tahu"),
        choices=Found.choices,
        initial=Found.STAFF,
        required=False,
    )
    near_miss = forms.BooleanField(
        label=_("Hampir terjadi: sempat dicegah, belum ada yang terkena"), required=False
    )
    personal_data = forms.BooleanField(
        label=_("Mungkin ada data pribadi yang terbuka"), required=False
    )
    hides_name = forms.BooleanField(
        label=_("Jangan perlihatkan nama saya, juga kepada yang menangani"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"happened_at": now().astimezone(WIB), "found": Found.STAFF})
        super().__init__(*args, **kwargs)

    def clean_happened_at(self) -> Any:
        """What is still to come is a risk and not an incident."""
        moment = self.cleaned_data["happened_at"]
        if moment > now():
            raise ValidationError(_("Waktunya belum tiba. Isi kapan hal ini terjadi."))
        return moment

    def report(self) -> Report:
        """The answers as a record."""
        said = self.cleaned_data
        return Report(
            what=said["what"],
            happened_at=said["happened_at"],
            service=said["service"],
            near_miss=said["near_miss"],
            personal_data=said["personal_data"],
            hides_name=said["hides_name"],
            found=Found(said["found"] or Found.STAFF),
        )


class CauseFields(forms.Form):
    """The box of the taxonomy and the three questions about the cause."""

    subdomain = forms.ChoiceField(label=_("Subranah risiko AI"), required=False)
    entity = forms.ChoiceField(label=_("Yang menyebabkan"), required=False)
    intent = forms.ChoiceField(label=_("Kesengajaan"), required=False)
    timing = forms.ChoiceField(label=_("Waktunya"), required=False)

    def offer_classes(self) -> None:
        """The boxes by domain, and the answers to each question."""
        field = self.fields["subdomain"]
        assert isinstance(field, forms.ChoiceField)
        groups: dict[str, list[tuple[str, str]]] = {}
        for box in taxonomy().subdomains:
            heading = f"{box.domain_code} {box.domain_name}"
            groups.setdefault(heading, []).append((box.code, f"{box.code} {box.name}"))
        field.choices = [("", _("Belum ditentukan")), *groups.items()]
        for tag in taxonomy().tags:
            choice = self.fields[tag.key]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = [
                ("", _("Belum ditentukan")),
                *((value.key, value.name) for value in tag.values),
            ]

    def causes(self) -> Causes:
        """The answers about the cause as a record."""
        said = self.cleaned_data
        return Causes(entity=said["entity"], intent=said["intent"], timing=said["timing"])


class ClassForm(CauseFields):
    """In which box a risk lies."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_classes()
        self.fields["subdomain"].required = True


class TriageForm(CauseFields):
    """What those who looked into an incident found out."""

    UNNAMED = "unnamed"

    which = forms.ChoiceField(
        label=_("Risiko yang terkena"),
        required=False,
        widget=SearchSelect,
        help_text=_("Bila tidak ada pada register, pilih risiko yang belum dinamai siapa pun."),
    )
    register = forms.ModelChoiceField(
        label=_("Register"),
        queryset=Register.objects.none(),
        required=False,
        widget=SearchSelect,
        empty_label=_("Belum ditentukan"),
        help_text=_("Diisi sendiri bila risikonya dipilih."),
    )
    near_miss = forms.BooleanField(
        label=_("Hampir terjadi, belum ada yang terkena"), required=False
    )
    personal_data = forms.BooleanField(label=_("Menyangkut data pribadi"), required=False)
    version = forms.CharField(label=_("Versi layanan"), max_length=60, required=False)
    harm = forms.ChoiceField(label=_("Akibat"), required=False)
    people_harmed = forms.IntegerField(
        label=_("Orang yang terkena"), min_value=0, max_value=10_000_000, required=False
    )
    hours_lost = forms.DecimalField(
        label=_("Jam layanan hilang"),
        min_value=0,
        max_digits=8,
        decimal_places=1,
        required=False,
    )
    loss = forms.IntegerField(
        label=_("Kerugian rupiah"), min_value=0, max_value=10**15, required=False
    )
    cause = forms.CharField(label=_("Penyebab"), max_length=4000, widget=_area(), required=False)
    known_controls = forms.MultipleChoiceField(
        label=_("Pengendalian pada register yang tidak bekerja"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Keandalannya dihitung ulang dari jawaban ini."),
    )
    failed_controls = forms.CharField(
        label=_("Pengendalian lain yang tidak bekerja"),
        max_length=4000,
        widget=_area(),
        required=False,
        help_text=_("Satu baris satu pengendalian. Yang dicari sebabnya, bukan orangnya."),
    )
    field_order = [
        "which",
        "register",
        "near_miss",
        "personal_data",
        "harm",
        "people_harmed",
        "hours_lost",
        "loss",
        "cause",
        "known_controls",
        "failed_controls",
        "subdomain",
        "entity",
        "intent",
        "timing",
        "version",
    ]

    def __init__(self, incident: Incident, person: Person, *args: Any, **kwargs: Any) -> None:
        names = _controls_of(incident)
        kwargs.setdefault("initial", _findings(incident, names))
        super().__init__(*args, **kwargs)
        known = self.fields["known_controls"]
        assert isinstance(known, forms.MultipleChoiceField)
        known.choices = [(name, name) for name in names]
        if not names:
            del self.fields["known_controls"]
        self.offer_classes()
        theirs = Register.objects.writable_by(person).order_by("title")
        registers = self.fields["register"]
        assert isinstance(registers, forms.ModelChoiceField)
        registers.queryset = theirs
        harm = self.fields["harm"]
        assert isinstance(harm, forms.ChoiceField)
        harm.choices = [("", _("Belum diketahui")), *Harm.choices]
        self._risks = {
            str(risk.pk): risk
            for risk in Risk.objects.filter(register__in=theirs, closure=None)
            .select_related("register")
            .order_by("register__title", "code")[:MOST_OFFERED]
        }
        if incident.risk:
            self._risks.setdefault(str(incident.risk_id), incident.risk)
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, risk in self._risks.items():
            groups.setdefault(risk.register.title, []).append((key, str(risk)))
        which = self.fields["which"]
        assert isinstance(which, forms.ChoiceField)
        which.choices = [
            ("", _("Belum ditentukan")),
            (self.UNNAMED, _("Risiko yang belum dinamai siapa pun")),
            *groups.items(),
        ]

    def inquiry(self) -> Inquiry:
        """The answers as a record; the register follows from the risk."""
        said = self.cleaned_data
        risk = self._risks.get(said["which"])
        lines = (" ".join(line.split())[:300] for line in said["failed_controls"].splitlines())
        return Inquiry(
            register=risk.register if risk else said["register"],
            risk=risk,
            is_unnamed=said["which"] == self.UNNAMED,
            near_miss=said["near_miss"],
            personal_data=said["personal_data"],
            version=said["version"],
            harm=said["harm"],
            people_harmed=said["people_harmed"],
            hours_lost=said["hours_lost"],
            loss=said["loss"],
            subdomain=said["subdomain"],
            causes=self.causes(),
            cause=said["cause"],
            failed_controls=(
                *said.get("known_controls", ()),
                *(line for line in lines if line),
            ),
        )


def _controls_of(incident: Incident) -> list[str]:
    """The controls that serve the risks of the incident's register."""
    if incident.register_id is None:
        return []
    served = Control.objects.filter(risks__register=incident.register_id).order_by("name")
    return list(served.values_list("name", flat=True).distinct()[:MOST_CONTROLS])


def _findings(incident: Incident, controls: list[str]) -> dict[str, Any]:
    """What is known of the incident, as the form has it."""
    same = (
        "near_miss",
        "personal_data",
        "version",
        "harm",
        "people_harmed",
        "hours_lost",
        "loss",
        "cause",
        "subdomain",
        "entity",
        "intent",
        "timing",
    )
    return {
        **{name: getattr(incident, name) for name in same},
        "register": incident.register_id,
        "which": TriageForm.UNNAMED if incident.is_unnamed else incident.risk_id or "",
        "known_controls": [name for name in incident.failed_controls if name in controls],
        "failed_controls": "\n".join(
            name for name in incident.failed_controls if name not in controls
        ),
    }


class LessonForm(forms.Form):
    """What was learnt."""

    lesson = forms.CharField(
        label=_("Pelajaran"),
        max_length=4000,
        widget=_area(4),
        help_text=_("Apa yang akan kita kerjakan berbeda, dan siapa yang perlu tahu."),
    )


class NoticeForm(forms.Form):
    """What the law wants a notice to say."""

    what_data = forms.CharField(
        label=_("Data apa yang terbuka"),
        max_length=4000,
        widget=_area(),
        help_text=_("Jenis data dan perkiraan jumlah orangnya, tanpa menyebut isinya."),
    )
    how = forms.CharField(
        label=_("Kapan dan bagaimana terbukanya"), max_length=4000, widget=_area()
    )
    handling = forms.CharField(
        label=_("Penanganan dan pemulihannya"),
        max_length=4000,
        widget=_area(),
        help_text=_("Yang sudah dikerjakan, yang sedang, dan apa yang dapat dilakukan penerima."),
    )

    def text(self) -> NoticeText:
        """The answers as a record."""
        said = self.cleaned_data
        return NoticeText(what_data=said["what_data"], how=said["how"], handling=said["handling"])


class SentForm(forms.Form):
    """By which way a notice went."""

    channel = forms.CharField(
        label=_("Dikirim lewat"),
        max_length=200,
        help_text=_("Misalnya surat nomor 100/12/2026, atau surat elektronik kepada 41 orang."),
    )
