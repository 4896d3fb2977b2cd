"""The work places the search gives to those who keep knowledge."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Pengetahuan"),
        label=_("Padanan kata"),
        icon="book-a",
        url_name="search:wordings",
        roles=(Role.CURATOR, Role.ADMINISTRATOR),
        order=36,
    )
)
add_work_place(
    WorkPlace(
        group=_("Pengetahuan"),
        label=_("Pemakaian pencarian"),
        icon="search-check",
        url_name="search:usage",
        roles=(Role.CURATOR, Role.OFFICER, Role.ADMINISTRATOR),
        order=37,
    )
)
