"""Why a file cannot be read as a whole, by code; whoever shows it has the sentence."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return text


SENTENCES = {
    "empty": gettext_noop(
        "Berkas ini kosong. Unggah berkas PDF, DOCX, HTML, atau teks yang berisi naskah peraturan."
    ),
    "too-big": gettext_noop(
        "Berkas ini {size} MB, sedangkan batasnya {limit} MB. Perkecil pindaian atau pisahkan lampirannya, lalu unggah kembali."
    ),
    "not-a-document": gettext_noop(
        "Berkas ini bukan PDF, DOCX, HTML, atau teks. Simpan naskahnya sebagai PDF atau DOCX, lalu unggah kembali."
    ),
    "old-word": gettext_noop(
        "Berkas ini berformat DOC lama. Buka di pengolah kata, simpan sebagai DOCX, lalu unggah kembali."
    ),
    "password": gettext_noop(
        "Berkas ini dikunci dengan kata sandi. Buka kuncinya, simpan ulang, lalu unggah kembali."
    ),
    "damaged": gettext_noop(
        "Berkas ini rusak dan tidak dapat dibuka. Unduh ulang dari sumbernya atau simpan ulang, lalu unggah kembali."
    ),
    "too-many-pages": gettext_noop(
        "Berkas ini {pages} halaman, sedangkan batasnya {limit}. Pisahkan menjadi beberapa berkas, lalu unggah satu per satu."
    ),
    "too-much-text": gettext_noop(
        "Naskah ini lebih dari {limit} huruf dan tidak dibaca demi keamanan. Pisahkan menjadi beberapa berkas."
    ),
    "too-slow": gettext_noop(
        "Membaca berkas ini lebih dari {limit} detik dan dihentikan. Simpan ulang sebagai PDF yang lebih sederhana, lalu unggah kembali."
    ),
    "bomb": gettext_noop(
        "Isi berkas ini membengkak jauh melebihi ukurannya dan tidak dibuka demi keamanan. Salin naskahnya ke dokumen baru, lalu unggah kembali."
    ),
    "unsafe-xml": gettext_noop(
        "Berkas ini memuat deklarasi XML yang tidak diizinkan. Salin naskahnya ke dokumen baru, simpan sebagai DOCX, lalu unggah kembali."
    ),
    "no-words": gettext_noop(
        "Tidak ada huruf yang terbaca dari gambar berkas ini. Pindai ulang dengan 300 dpi dan halaman tegak, lalu unggah kembali."
    ),
    "crashed": gettext_noop(
        "Pembacaan berhenti mendadak pada berkas ini. Simpan ulang sebagai PDF atau DOCX baru, lalu unggah kembali."
    ),
}


class Unreadable(Exception):
    """The file as a whole cannot be read; `code` says why, `params` the figures."""

    def __init__(self, code: str, **params: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    @property
    def template(self) -> str:
        """The sentence before its figures are filled in, for translating."""
        return SENTENCES[self.code]

    @property
    def sentence(self) -> str:
        """The reason and the cure, in Indonesian."""
        return self.template.format(**self.params)
