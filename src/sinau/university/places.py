"""Where officers and heads find the learning in their charge."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Pembelajaran"),
        icon="graduation-cap",
        url_name="university:office",
        roles=(Role.OFFICER,),
        order=20,
    )
)
add_work_place(
    WorkPlace(
        group=_("Ringkasan"),
        label=_("Kemajuan belajar"),
        icon="trending-up",
        url_name="university:progress",
        roles=(Role.HEAD, Role.OFFICER),
        order=62,
    )
)
add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Bank soal"),
        icon="library",
        url_name="university:bank",
        roles=(Role.OFFICER,),
        order=22,
    )
)
add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Penugasan belajar"),
        icon="clipboard-check",
        url_name="university:duty_desk",
        roles=(Role.OFFICER, Role.HEAD),
        order=21,
    )
)
add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Dasar hukum berubah"),
        icon="scale",
        url_name="university:doubts",
        roles=(Role.OFFICER,),
        order=23,
    )
)
