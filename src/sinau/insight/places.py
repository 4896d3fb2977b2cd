"""Where heads, officers and auditors find the summary."""

from django.utils.translation import gettext_lazy as _

from sinau.insight.scopes import READERS
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Ringkasan"),
        label=_("Ringkasan"),
        icon="chart-no-axes-column",
        url_name="insight:index",
        roles=READERS,
        order=5,
    )
)
