"""The work places of innovation in the navigation."""

from django.utils.translation import gettext_lazy as _

from sinau.innovation.portfolio import WATCHING
from sinau.ui.navigation import WorkPlace, add_work_place

for order, label, icon, url_name, roles in (
    (69, _("Portofolio"), "layout-grid", "innovation:portfolio", WATCHING),
    (70, _("Gagasan"), "lightbulb", "innovation:index", ()),
    (71, _("Panggilan gagasan"), "megaphone", "innovation:calls", ()),
    (72, _("Daftar AI publik"), "landmark", "innovation:register", ()),
):
    add_work_place(
        WorkPlace(
            group=_("Inovasi"),
            label=label,
            icon=icon,
            url_name=url_name,
            roles=roles,
            order=order,
        )
    )
