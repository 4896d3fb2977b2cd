"""Rules in words: what they ask and give, and why a statement does not count."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinau.kernel.words import number_id
from sinau.records.mapping.matching import Miss
from sinau.records.mapping.rules import Minutes, Repeats, Rule
from sinau.records.models import Client

Item = tuple[str, str]

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


def asks_of(rule: Rule) -> list[Item]:
    """What the rule asks of a statement, part by part."""
    items = [(gettext("Kata kerja"), _lines(rule.verbs))]
    if rule.activity_types:
        items.append((gettext("Jenis kegiatan"), _lines(rule.activity_types)))
    if rule.categories:
        items.append((gettext("Kategori konteks"), _lines(rule.categories)))
    if rule.clients:
        known = Client.objects.filter(pk__in=[int(one) for one in rule.clients])
        items.append((gettext("Hanya dari sistem"), ", ".join(one.name for one in known)))
    items.append((gettext("Hasil"), _result(rule)))
    if rule.whole_only:
        items.append(
            (gettext("Bagian"), gettext("bagian dari kegiatan yang lebih besar diabaikan"))
        )
    if rule.follows_move_on:
        items.append(("moveOn", gettext("mengikuti syarat dari peluncuran cmi5")))
    return items


def gives_of(rule: Rule, form: str) -> list[Item]:
    """What learning the rule makes of a statement, part by part."""
    items = [(gettext("Bentuk"), form), (gettext("Lama belajar"), _length(rule))]
    if rule.jp_extension:
        items.append((gettext("JP tertulis pada"), rule.jp_extension))
    items.append(
        (gettext("Penyelenggara"), rule.organiser or gettext("platform atau sistem asalnya"))
    )
    yearly = rule.repeats == Repeats.YEARLY
    items.append(
        (
            gettext("Kegiatan yang sama"),
            gettext("terhitung satu kali setiap tahun")
            if yearly
            else gettext("terhitung satu kali untuk tiap pendaftaran"),
        )
    )
    return items


def _lines(said: tuple[str, ...]) -> str:
    return ", ".join(said)


def _result(rule: Rule) -> str:
    said = []
    if rule.needs_completion:
        said.append(gettext("menyebut selesai"))
    if rule.needs_success:
        said.append(gettext("menyebut lulus"))
    if rule.min_score is not None:
        said.append(gettext("nilai paling rendah %(score)s") % {"score": number_id(rule.min_score)})
    return ", ".join(said) or gettext("tidak ditanyakan")


def _length(rule: Rule) -> str:
    if rule.minutes_from == Minutes.FIXED:
        return gettext("%(count)s menit") % {"count": rule.minutes}
    said = [
        gettext("jumlah durasi pada pendaftaran yang sama")
        if rule.minutes_from == Minutes.REGISTRATION
        else gettext("durasi pada pernyataan")
    ]
    if rule.most_minutes:
        said.append(gettext("paling banyak %(count)s menit") % {"count": rule.most_minutes})
    if rule.minutes:
        said.append(gettext("%(count)s menit apabila tidak disebut") % {"count": rule.minutes})
    if rule.needs_length:
        said.append(gettext("tidak terhitung apabila tidak diketahui"))
    return ", ".join(said)
