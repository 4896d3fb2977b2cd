"""What is wrong with a file or a line, in sentences that name the column and the cure."""

from __future__ import annotations

from collections.abc import Mapping

from sinau.people.workbook.sentences import CELL_SENTENCES, FILE_SENTENCES, Unreadable


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return text


SENTENCES = {
    "kind-missing": gettext_noop("Kolom JENIS DIKLAT kosong. Isi nama atau nomor jenisnya."),
    "kind-unknown": gettext_noop(
        "Kolom {column} berisi “{value}” yang tidak ada dalam daftar jenis SIASN. Tulis seperti "
        "Bimbingan Teknis, atau nomornya."
    ),
    "dates-missing": gettext_noop(
        "Kolom TANGGAL MULAI dan TANGGAL SELESAI kosong; tahun saja tidak cukup. Isi tanggalnya."
    ),
    "date-order-training": gettext_noop(
        "Kolom TANGGAL SELESAI ({value}) lebih awal daripada TANGGAL MULAI. Periksa keduanya."
    ),
    "future": gettext_noop(
        "Kolom TANGGAL SELESAI ({value}) belum lewat. Impor setelah kegiatannya selesai."
    ),
    "year-differs": gettext_noop(
        "Kolom TAHUN berisi {value}, sedangkan tanggalnya tahun {other}. Periksa keduanya."
    ),
    "hours": gettext_noop(
        "Kolom DURASI JAM berisi “{value}”. Tulis JP sebagai angka lebih dari 0 sampai 1000."
    ),
    "hours-missing": gettext_noop(
        "Kolom DURASI JAM kosong dan jenis ini tidak punya angka sendiri. Isi JP-nya."
    ),
    "organiser-missing": gettext_noop(
        "Kolom INSTITUSI PENYELENGGARA kosong. Isi penyelenggaranya."
    ),
    "year-closed": gettext_noop(
        "Buku JP tahun {year} sudah ditutup, sehingga riwayat tahun itu tidak dapat ditambahkan lagi. "
        "Hapus baris ini."
    ),
    "line-twice": gettext_noop(
        "Baris ini sama dengan baris {other}. Sisakan satu baris untuk setiap kegiatan."
    ),
    "person-unknown": gettext_noop(
        "Pegawai dengan NIP {value} tidak terdaftar di Sinau. Impor datanya lebih dahulu, atau hapus "
        "baris ini."
    ),
    "person-not-kept": gettext_noop(
        "Pegawai dengan NIP {value} di luar perangkat daerah Anda. Hapus baris ini atau minta BKPSDM "
        "mengimpornya."
    ),
    "oneself": gettext_noop(
        "Baris ini riwayat Anda sendiri. Minta pejabat kepegawaian lain mengimpornya."
    ),
}
_FILES = {
    "no-header": gettext_noop(
        "Baris judul kolom tidak ditemukan pada {within} baris pertama. Pastikan ada satu baris yang "
        "memuat NIP, NAMA DIKLAT, dan TANGGAL SELESAI."
    ),
    "no-rows": gettext_noop(
        "Tidak ada baris riwayat di bawah judul kolom. Isi datanya, lalu unggah kembali."
    ),
    "too-many": gettext_noop(
        "Berkas ini memuat lebih dari {limit} baris. Bagi menjadi beberapa berkas, lalu unggah satu "
        "per satu."
    ),
    "csv": gettext_noop(
        "Berkas ini bukan buku kerja XLSX. Simpan data sebagai XLSX, lalu unggah kembali."
    ),
}


class Unusable(Unreadable):
    """The file as a whole cannot be used as a history; the sentence says why and what to do."""

    @property
    def template(self) -> str:
        """The sentence before its parameters are filled in."""
        return _FILES.get(self.code) or FILE_SENTENCES[self.code]


def sentence(code: str) -> str:
    """The sentence of a problem before its parameters are filled in."""
    return SENTENCES.get(code) or CELL_SENTENCES[code]


def filled_in(template: str, *, column: str, value: str, params: Mapping[str, str]) -> str:
    """A sentence, perhaps translated, with the words of a problem in it."""
    shown = value if len(value) <= 60 else f"{value[:57]}..."
    return template.format(**{**params, "column": column, "value": shown})
