"""The work places of the journal."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

_GROUP = _("Jejak")

add_work_place(
    WorkPlace(
        group=_GROUP,
        label=_("Jejak"),
        icon="footprints",
        url_name="journal:index",
        roles=(Role.AUDITOR, Role.ADMINISTRATOR),
        order=90,
    )
)
add_work_place(
    WorkPlace(
        group=_GROUP,
        label=_("Operasi"),
        icon="activity",
        url_name="journal:operations",
        roles=(Role.ADMINISTRATOR,),
        order=91,
    )
)
