"""Rules and targets in words, as pages show them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from sinau.credit.forms import KIND_CHOICES, ROUTE_CHOICES, UNIT_CHOICES
from sinau.credit.models import RuleVersion, TargetVersion
from sinau.kernel.words import date_id, number_id

_UNITS = dict(UNIT_CHOICES)
_ROUTES = dict(ROUTE_CHOICES)
_KINDS = dict(KIND_CHOICES)


def kind_of_finding(kind: str) -> str:
    """What the checks found, in words."""
    return {
        "waiting": _("Kegiatan yang belum masuk buku"),
        "chain": _("Catatan yang berubah setelah ditulis"),
        "total": _("Jumlah yang tidak sama dengan baris-barisnya"),
        "no_evidence": _("Bukti yang tidak dapat dibuka"),
        "double": _("Tampak tercatat dua kali"),
        "overlap": _("Waktu yang bertumpuk"),
        "day": _("Banyak JP dalam satu hari"),
        "cap": _("Melampaui batas bentuk"),
        "unverified": _("Aturan yang belum diverifikasi"),
        "maximum": _("Di atas jumlah maksimum"),
        "minimum": _("Di bawah jumlah minimum"),
    }[kind]


def cure_of_finding(kind: str) -> str:
    """What an officer does about it."""
    return {
        "waiting": _("Pekerja latar akan mencatatnya; muat ulang halaman ini sebentar lagi."),
        "chain": _("Laporkan kepada auditor; jangan menutup periode ini."),
        "total": _("Laporkan kepada auditor; jangan menutup periode ini."),
        "no_evidence": _("Lihat sertifikatnya di berkas kepegawaian, lalu terima dengan alasan."),
        "double": _("Batalkan salah satunya bila kegiatannya sama, atau terima dengan alasan."),
        "overlap": _("Periksa daftar hadirnya. Batalkan yang tidak dihadiri, atau terima."),
        "day": _("Periksa lamanya. Batalkan yang keliru, atau terima."),
        "cap": _("Kelebihannya memang tidak dihitung. Terima bila bentuknya benar."),
        "unverified": _("Cocokkan aturannya dengan naskah, atau terima untuk tahun ini."),
        "maximum": _("Ketentuan ini mengingatkan saja. Terima dengan alasan."),
        "minimum": _("Ketentuan ini mengingatkan saja. Terima dengan rencana tindak lanjut."),
    }[kind]


def rule_sentence(rule: RuleVersion) -> str:
    """What the rule gives, in one line: "4 JP per hari, internasional 6 JP; paling banyak 2 sehari"."""
    told = rule.conversion()
    if told.unit == "certificate":
        words = _("JP yang tertulis dipakai apa adanya.")
    elif told.unit == "minutes":
        words = _("%(minutes)s menit sama dengan 1 JP.") % {"minutes": told.minutes_per_jp}
    elif told.jp_national is None:
        words = _("Menurut JP programnya; bila tidak disebut, menurut menit.")
    else:
        words = _("%(jp)s JP per %(unit)s.") % {
            "jp": number_id(told.jp_national),
            "unit": _UNITS[told.unit.value],
        }
    if told.jp_international is not None:
        words += " " + _("Internasional %(jp)s JP.") % {"jp": number_id(told.jp_international)}
    caps = [
        phrase % {"jp": number_id(cap)}
        for cap, phrase in (
            (told.cap_per_day, _("%(jp)s JP sehari")),
            (told.cap_per_month, _("%(jp)s JP sebulan")),
            (told.cap_per_year, _("%(jp)s JP setahun")),
        )
        if cap is not None
    ]
    if caps:
        words += " " + _("Paling banyak %(caps)s.") % {"caps": ", ".join(caps)}
    return words


def rule_rows(rule: RuleVersion) -> list[tuple[str, str]]:
    """Everything a version says, as questions and answers."""
    row = rule.row()
    return [
        (_("Nama bentuk"), row.label),
        (_("Jalur"), str(_ROUTES[row.route])),
        (_("Jenis pegawai"), str(_KINDS[row.emp_kind])),
        (_("Dihitung per"), str(_UNITS[row.unit])),
        (_("JP nasional"), _number(row.jp_national)),
        (_("JP internasional"), _number(row.jp_international)),
        (_("Faktor internasional"), _number(row.international_factor)),
        (_("Menit per JP"), _number(row.minutes_per_jp)),
        (_("Batas JP sehari"), _number(row.cap_per_day)),
        (_("Batas JP sebulan"), _number(row.cap_per_month)),
        (_("Batas JP setahun"), _number(row.cap_per_year)),
        (_("Bukti yang diminta"), row.evidence_needed or "–"),
        *_common_rows(row),
    ]


def target_rows(target: TargetVersion) -> list[tuple[str, str]]:
    """Everything a target says."""
    row = target.row()
    bound = _("Paling sedikit") if row.bound == "minimum" else _("Paling banyak")
    return [
        (_("Jenis pegawai"), row.emp_kind),
        (bound, f"{number_id(row.jp)} JP"),
        *_common_rows(row),
    ]


def _common_rows(row: Any) -> list[tuple[str, str]]:
    return [
        (_("Peraturan"), row.regulation),
        (_("Sumber"), row.source),
        (_("Keadaan"), _("Terverifikasi") if row.verified else _("Belum diverifikasi")),
        (_("Berlaku mulai"), date_id(row.effective_from)),
        (_("Berlaku sampai"), date_id(row.effective_to) if row.effective_to else "–"),
    ]


def differences(old: RuleVersion | None, new: RuleVersion) -> list[tuple[str, str]]:
    """What the new version says otherwise: name, and "4 → 5"."""
    if old is None:
        return []
    return [
        (name, f"{before} → {after}")
        for (name, before), (_name, after) in zip(rule_rows(old), rule_rows(new), strict=True)
        if before != after
    ]


def _number(value: Decimal | int | None) -> str:
    return "–" if value is None else number_id(value)
