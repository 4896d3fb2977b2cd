"""The work place the answer desk gives to those who keep knowledge."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Pengetahuan"),
        label=_("Belum terjawab"),
        icon="circle-question-mark",
        url_name="ask:unanswered",
        roles=(Role.CURATOR, Role.OFFICER),
        order=31,
    )
)
