"""Where officers find the packages."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Paket belajar"),
        icon="package",
        url_name="packages:index",
        roles=(Role.OFFICER,),
        order=24,
    )
)

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Alat luar"),
        icon="package",
        url_name="packages:tools",
        roles=(Role.OFFICER,),
        order=25,
    )
)
