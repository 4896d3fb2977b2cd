"""The work places of people: who has them finds them in the navigation."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

_DESK = _("Meja kerja")

add_work_place(
    WorkPlace(group=_DESK, label=_("Pegawai"), icon="contact", url_name="people:people", order=30)
)
add_work_place(
    WorkPlace(
        group=_DESK,
        label=_("Impor pegawai"),
        icon="file-up",
        url_name="people:imports",
        roles=(Role.OFFICER,),
        order=31,
    )
)
add_work_place(
    WorkPlace(
        group=_DESK,
        label=_("Perangkat daerah"),
        icon="building-2",
        url_name="people:agencies",
        order=32,
    )
)
add_work_place(
    WorkPlace(
        group=_DESK,
        label=_("Peran"),
        icon="key-round",
        url_name="people:grants",
        roles=(Role.ADMINISTRATOR,),
        order=33,
    )
)
