"""Where those who decide on leave find the requests."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Permintaan cuti"),
        icon="calendar-check",
        url_name="personnel:desk",
        roles=(Role.HEAD, Role.OFFICER, Role.AUDITOR),
        order=20,
    )
)
