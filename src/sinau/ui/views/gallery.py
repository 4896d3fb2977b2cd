"""The gallery: every component in every state, with made-up words, for people who build pages."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from sinau.ui.charts import Bar, HeatCell, Point
from sinau.ui.forms import (
    DateField,
    FileInput,
    MarkdownField,
    NipField,
    RadioCards,
    SearchSelect,
)

ERRORS = (400, 403, 404, 409, 429, 500, 503)


class SpecimenForm(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(
        label="Nama kegiatan", help_text="Seperti yang akan tertulis pada sertifikat."
    )
    nip = NipField()
    day = DateField(label="Tanggal mulai", required=False)
    agency = forms.ChoiceField(
        label="Perangkat daerah",
        widget=SearchSelect,
        choices=[
            ("", "Pilih perangkat daerah"),
            ("dinkes", "Dinas Kesehatan"),
            ("dishub", "Dinas Perhubungan"),
            ("diskominfo", "Dinas Komunikasi, Informatika dan Persandian"),
            ("bkpsdm", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
        ],
    )
    kind = forms.ChoiceField(
        label="Bentuk kegiatan",
        widget=RadioCards(
            help={
                "course": "Pelajaran dibaca sendiri, ada kuis di akhir.",
                "workshop": "Bertemu di kelas, ada daftar hadir.",
            }
        ),
        choices=[("course", "Kursus daring"), ("workshop", "Bimtek")],
    )
    size = forms.ChoiceField(label="Ukuran kelas", choices=[("30", "30 orang"), ("60", "60 orang")])
    aims = forms.MultipleChoiceField(
        label="Sasaran",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("pns", "PNS"), ("pppk", "PPPK"), ("cpns", "CPNS")],
    )
    attachment = forms.FileField(
        label="Surat tugas",
        required=False,
        widget=FileInput(accept=[".pdf"]),
        help_text="PDF, paling besar 10 MB.",
    )
    note = forms.CharField(label="Catatan", widget=forms.Textarea, required=False)
    text = MarkdownField(label="Isi pelajaran", required=False)
    agreed = forms.BooleanField(label="Saya menyatakan isian ini benar.")


def _cells() -> dict[tuple[int, int], HeatCell]:
    counts = {(2, 2): 3, (3, 3): 5, (4, 3): 2, (4, 4): 1, (5, 4): 1, (1, 4): 2}
    ringed = {(4, 4), (5, 4)}
    found = {}
    for likely in range(1, 6):
        for grave in range(1, 6):
            score = likely * grave
            level = 1 + sum(score > edge for edge in (3, 6, 12, 16))
            found[likely, grave] = HeatCell(
                level=level,
                score=score,
                count=counts.get((likely, grave), 0),
                ringed=(likely, grave) in ringed,
            )
    return found


_TEXT = """Layanan publik yang memakai akal imitasi tetap menjadi **tanggung jawab pejabat** yang menugaskannya. Mesin membantu menyusun, orang yang memutuskan.[^1]

## Sebelum memakai

1. Periksa apakah data pribadi ikut terkirim.
2. Tulis tujuan dengan satu kalimat.
3. Minta seorang rekan membaca hasilnya.

> Keputusan yang berakibat hukum tidak boleh diambil hanya oleh mesin.

| Jenis data | Boleh dikirim | Catatan |
| :--- | :---: | ---: |
| Teks peraturan | ya | sudah terbuka |
| NIK warga | tidak | data pribadi |

[^1]: Lihat pedoman internal, bagian 3.
"""

_TIMELINE: list[dict[str, Any]] = [
    {
        "who": "Sari Lestari",
        "title": "mengajukan cuti 3 hari",
        "when": "24 November 2026, 09.00 WIB",
        "icon": "send",
        "tone": "info",
    },
    {
        "who": "Bayu Nugroho",
        "title": "memberi pertimbangan",
        "when": "24 November 2026, 13.20 WIB",
        "icon": "message-square",
        "body": "Pekerjaan loket sudah dialihkan kepada Tia.",
    },
    {
        "who": "Budi Santoso",
        "title": "menyetujui permohonan",
        "when": "25 November 2026, 08.05 WIB",
        "icon": "check",
        "tone": "good",
    },
]


def index(request: HttpRequest) -> HttpResponse:
    """Show everything once; the address may choose a filter, a sort or a page, as in real lists."""
    wrong = SpecimenForm(
        data={"nip": "1985 0101", "day": "31 Februari", "text": "Isi"}, prefix="salah"
    )
    people = [
        {
            "id": 1,
            "name": "Sari Lestari",
            "agency": "Dinas Kesehatan",
            "hours": "12,5",
            "tone": "wait",
            "state": "Kurang 7,5 JP",
            "trend": [2, 4, 4, 7, 9, 12.5],
        },
        {
            "id": 2,
            "name": "Wulan Pratiwi",
            "agency": "BKPSDM",
            "hours": "24",
            "tone": "good",
            "state": "Terpenuhi",
            "trend": [3, 8, 12, 18, 20, 24],
        },
        {
            "id": 3,
            "name": "Joko Susilo",
            "agency": "Dinas Perhubungan",
            "hours": "0",
            "tone": "bad",
            "state": "Belum mulai",
            "trend": [0, 0, 0, 0, 0, 0],
        },
    ]
    months = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep"]
    this_year = [120, 340, 610, 900, 1340, 1720, 2100, 2650, 3080]
    last_year = [90, 210, 400, 640, 980, 1240, 1500, 1860, 2230]
    context = {
        "sections": [
            ("warna", "Warna"),
            ("huruf", "Huruf"),
            ("tombol", "Tombol"),
            ("kepala", "Kepala halaman"),
            ("status", "Status dan tanda"),
            ("kartu", "Kartu"),
            ("daftar", "Daftar"),
            ("tabel", "Tabel"),
            ("rincian", "Rincian"),
            ("langkah", "Langkah dan tugas"),
            ("riwayat", "Riwayat"),
            ("kemajuan", "Kemajuan"),
            ("angka", "Angka"),
            ("grafik", "Grafik"),
            ("kutipan", "Kutipan"),
            ("bacaan", "Bacaan"),
            ("pesan", "Pesan"),
            ("kosong", "Keadaan kosong"),
            ("isian", "Isian"),
            ("periksa", "Periksa, sela, selesai"),
            ("motif-hiasan", "Motif"),
            ("galat", "Halaman galat"),
        ],
        "surfaces": [
            "ground",
            "surface",
            "sunken",
            "raised",
            "hover",
            "line",
            "line-strong",
            "control-line",
        ],
        "inks": [
            "text",
            "text-soft",
            "text-quiet",
            "action",
            "action-soft",
            "earned",
            "earned-fill",
            "earned-soft",
        ],
        "tones": ["good", "good-soft", "wait", "wait-soft", "bad", "bad-soft", "info", "info-soft"],
        "people": people,
        "page": Paginator(range(1, 240), 20).get_page(request.GET.get("halaman", 4)),
        "states": [
            ("diajukan", "Diajukan", 4),
            ("diperiksa", "Diperiksa", 2),
            ("disetujui", "Disetujui", 31),
        ],
        "summary": [
            ("Jenis cuti", "Cuti tahunan"),
            ("Lama", "3 hari kerja"),
            ("Sisa setelah ini", "6 hari"),
        ],
        "answers": [
            ("Jenis cuti", "Cuti tahunan", "#periksa"),
            ("Tanggal", "1–3 Desember 2026", "#periksa"),
            ("Alasan", "Mengantar orang tua berobat", "#periksa"),
        ],
        "steps": ["Jenis", "Tanggal", "Alasan", "Periksa"],
        "tasks": [
            {"title": "Tujuan dan manfaat", "url": "#langkah", "tone": "good", "label": "Selesai"},
            {
                "title": "Dua perangkat daerah",
                "url": "#langkah",
                "tone": "wait",
                "label": "Kurang satu",
                "note": "Ajak satu unit lagi sebelum mengirim.",
            },
            {"title": "Kajian risiko", "tone": "", "label": "Belum dapat dimulai"},
        ],
        "timeline": _TIMELINE,
        "files": [
            {"name": "Surat cuti 0012.pdf", "url": "#kutipan", "note": "84 KB"},
            {"name": "Lampiran jadwal pengganti.docx", "url": "#kutipan", "note": "21 KB"},
        ],
        "bars": [
            Bar(label="Dinas Kesehatan", value=142, url="?dinas=dinkes"),
            Bar(label="Dinas Pendidikan, Pemuda dan Olahraga", value=97),
            Bar(label="Dinas Perhubungan", value=41, tone="quiet"),
            Bar(
                label="Satuan Polisi Pamong Praja",
                value=12,
                tone="quiet",
                note="data per 20 November",
            ),
        ],
        "points": [Point(label=m, value=v) for m, v in zip(months, this_year, strict=True)],
        "before": [Point(label=m, value=v) for m, v in zip(months, last_year, strict=True)],
        "cells": _cells(),
        "likely": ["Hampir tidak", "Jarang", "Kadang", "Sering", "Hampir pasti"],
        "grave": ["Ringan sekali", "Ringan", "Sedang", "Berat", "Berat sekali"],
        "text": _TEXT,
        "quote": "Pegawai Negeri Sipil yang telah bekerja paling kurang 1 (satu) tahun secara terus menerus berhak atas cuti tahunan.",
        "blank": SpecimenForm(),
        "wrong": wrong,
        "code": "python -m sinau\n  run --port 8000",
        "errors": ERRORS,
        "number_html": mark_safe("<strong>6</strong> hari"),
    }
    return render(request, "ui/pages/gallery.html", context)


def error(request: HttpRequest, code: int) -> HttpResponse:
    """One error page as people meet it."""
    if code not in ERRORS:
        raise Http404
    context = {
        "message": "Uji coba belum dapat dimulai.",
        "reasons": [
            "Dua risiko belum ditinjau oleh petugas risiko.",
            "Baru satu perangkat daerah yang ikut; paling sedikit dua.",
        ],
        "back_url": "/galeri/#galat",
    }
    return render(request, f"{code}.html", context, status=code)
