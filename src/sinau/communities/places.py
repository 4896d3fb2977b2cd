"""Where those who lead communities work."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Komunitas saya"),
        icon="users",
        url_name="communities:lead",
        roles=(Role.COMMUNITY_LEAD,),
        order=20,
    )
)
