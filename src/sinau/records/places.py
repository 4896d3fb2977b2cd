"""The work place of the record store, and everybody's way to their own statements."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.records.models import LOOKERS
from sinau.records.viewing import reads_all
from sinau.ui.context import add_to_every_page
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Jejak"),
        label=_("Rekam belajar"),
        icon="database-zap",
        url_name="records:index",
        roles=LOOKERS,
        shown_to=reads_all,
        order=92,
    )
)


def _account_links(request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "label": _("Rekam belajar saya"),
            "url": reverse("records:mine"),
            "icon": "book-open-check",
        }
    ]


add_to_every_page("account_links", _account_links)
