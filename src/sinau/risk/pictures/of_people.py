"""How well people's nine-in-ten ranges held the truth."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.people.models import Person
from sinau.risk.drawing import spans
from sinau.risk.engine.judging import Held
from sinau.risk.models import TrainingAnswer
from sinau.risk.pictures.figure import Figure, percent


def calibration_of(person: Person) -> Figure | None:
    """Everybody together, and the person who looks; nobody sees how another one did."""
    found = TrainingAnswer.objects.aggregate(
        asked=Count("pk"),
        all_held=Count("pk", filter=Q(held=True)),
        mine=Count("pk", filter=Q(person=person)),
        mine_held=Count("pk", filter=Q(person=person, held=True)),
    )
    if not found["asked"]:
        return None
    everybody = Held(found["all_held"], found["asked"])
    people = [(_("Semua penilai"), everybody)]
    if found["mine"]:
        people.append((_("Anda"), Held(found["mine_held"], found["mine"])))
    headline = _(
        "Rentang 90 %% para penilai memuat kebenaran pada %(share)s pertanyaan latihan"
    ) % {"share": percent(everybody.share)}
    svg = spans.draw(
        [
            spans.Span(
                label=name,
                low=held.between[0],
                middle=held.share,
                high=held.between[1],
                said=_("%(held)s dari %(asked)s")
                % {"held": number_id(held.held), "asked": number_id(held.asked)},
                strong=at == 0,
            )
            for at, (name, held) in enumerate(people)
        ],
        title=headline,
        desc=_("Titik: bagian yang memuat kebenaran. Garis: seberapa pasti bagian itu."),
        ticks=((0.0, "0 %"), (0.25, "25 %"), (0.5, "50 %"), (0.75, "75 %"), (1.0, "100 %")),
        target=0.9,
        target_label=_("seharusnya 90 %"),
    )
    rows = [
        (
            name,
            percent(held.share),
            f"{percent(held.between[0])} – {percent(held.between[1])}",
            _("kalikan lebar rentang dengan %(factor)s")
            % {"factor": number_id(round(held.widening, 1))}
            if held.widening > 1.05
            else _("sudah cukup lebar"),
        )
        for name, held in people
    ]
    return Figure(
        headline=headline,
        svg=svg,
        columns=(_("Siapa"), _("Memuat kebenaran"), _("Pasti antara"), _("Saran")),
        rows=rows,
    )
