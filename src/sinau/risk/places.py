"""The work places of risk in the navigation."""

from django.utils.translation import gettext_lazy as _

from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

for order, label, icon, url_name, roles in (
    (60, _("Peta risiko"), "grid-3x3", "risk:index", (Role.RISK_OFFICER, Role.HEAD, Role.AUDITOR)),
    (61, _("Register risiko"), "list-checks", "risk:registers", ()),
    (61, _("Insiden"), "siren", "risk:incidents", ()),
    (61, _("Putaran perkiraan"), "users", "risk:rounds", ()),
    (62, _("Tindak lanjut saya"), "clipboard-check", "risk:actions", ()),
):
    add_work_place(
        WorkPlace(
            group=_("Risiko"),
            label=label,
            icon=icon,
            url_name=url_name,
            roles=tuple(roles),
            order=order,
        )
    )
