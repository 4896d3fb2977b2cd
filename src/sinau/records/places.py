"""The work place of the record store."""

from django.utils.translation import gettext_lazy as _

from sinau.records.viewing import READERS, reads_all
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Jejak"),
        label=_("Rekam belajar"),
        icon="database-zap",
        url_name="records:index",
        roles=READERS,
        shown_to=reads_all,
        order=92,
    )
)
