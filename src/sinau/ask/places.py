"""The work places the answer desk gives to those who keep knowledge and the house."""

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
add_work_place(
    WorkPlace(
        group=_("Pengetahuan"),
        label=_("Ujian Tanya"),
        icon="clipboard-check",
        url_name="ask:trials",
        roles=(Role.CURATOR, Role.OFFICER, Role.ADMINISTRATOR),
        order=32,
    )
)
add_work_place(
    WorkPlace(
        group=_("Pengetahuan"),
        label=_("Pengaturan Tanya"),
        icon="sliders-horizontal",
        url_name="ask:settings",
        roles=(Role.ADMINISTRATOR,),
        order=33,
    )
)
