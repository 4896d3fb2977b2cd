"""Where people find their own competencies and the city's plan, and heads the talent boxes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place


def _sees_talent(person: Any) -> bool:
    return bool(person.has_role(Role.HEAD, Role.AUDITOR) or person.answers_for_city(Role.OFFICER))


add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Rencana belajar"),
        icon="map",
        url_name="planning:index",
        order=21,
    )
)
add_work_place(
    WorkPlace(
        group=_("Ringkasan"),
        label=_("Kotak talenta"),
        icon="grid-3x3",
        url_name="planning:talent",
        roles=(Role.HEAD, Role.OFFICER, Role.AUDITOR),
        shown_to=_sees_talent,
        order=63,
    )
)
