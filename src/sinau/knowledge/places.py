"""The work place of those who keep knowledge."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Pengetahuan"),
        label=_("Meja kurasi"),
        icon="library-big",
        url_name="knowledge:curation",
        roles=(Role.CURATOR, Role.OFFICER),
        order=30,
    )
)
