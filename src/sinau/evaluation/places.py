"""Where officers and heads find out whether learning helped."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Evaluasi"),
        icon="clipboard-check",
        url_name="evaluation:index",
        roles=(Role.OFFICER, Role.HEAD, Role.AUDITOR),
        order=24,
    )
)
