"""Why a statement does not count, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.records.mapping.matching import Miss

WORDS: dict[Miss, Promise | str] = {
    Miss.VERB: _("kata kerjanya lain"),
    Miss.NOT_AN_ACTIVITY: _("bukan tentang sebuah kegiatan"),
    Miss.GROUP: _("pelakunya kelompok, bukan satu orang"),
    Miss.TYPE: _("jenis kegiatannya lain"),
    Miss.CATEGORY: _("kategori konteksnya lain"),
    Miss.CLIENT: _("dikirim oleh sistem lain"),
    Miss.PART: _("bagian dari kegiatan yang lebih besar"),
    Miss.COMPLETION: _("hasilnya tidak menyebut selesai"),
    Miss.SUCCESS: _("hasilnya tidak menyebut lulus"),
    Miss.SCORE: _("nilainya kurang atau tidak ada"),
    Miss.MOVE_ON: _("syarat moveOn belum terpenuhi"),
    Miss.LENGTH: _("lama belajar dan JP tidak disebut"),
}
