"""Where those who answer for people find their JP."""

from django.utils.translation import gettext_lazy as _

from sinau.credit.models import READERS
from sinau.people.models import Role
from sinau.ui.navigation import WorkPlace, add_work_place

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("JP pegawai"),
        icon="book-check",
        url_name="credit:agencies",
        roles=READERS,
        order=30,
    )
)

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Aturan JP"),
        icon="scale",
        url_name="credit:rules",
        roles=(Role.OFFICER, Role.AUDITOR),
        order=32,
    )
)

add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Tutup buku JP"),
        icon="book-lock",
        url_name="credit:closings",
        roles=READERS,
        order=31,
    )
)
add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Hitung ulang JP"),
        icon="calculator",
        url_name="credit:recomputations",
        roles=(Role.OFFICER, Role.AUDITOR),
        order=33,
    )
)
add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Klaim JP"),
        icon="file-check",
        url_name="credit:claim_queue",
        roles=READERS,
        order=30,
    )
)
add_work_place(
    WorkPlace(
        group=_("Meja kerja"),
        label=_("Riwayat SIASN"),
        icon="arrow-left-right",
        url_name="credit:siasn",
        roles=(Role.OFFICER,),
        order=34,
    )
)
