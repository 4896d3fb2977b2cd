"""Why a certificate cannot be taken, in sentences with the cure."""

from __future__ import annotations


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return text


SENTENCES = {
    "empty": gettext_noop("Berkas sertifikat ini kosong. Pilih kembali berkasnya."),
    "too-big": gettext_noop(
        "Berkas sertifikat ini {size} MB, sedangkan batasnya {limit} MB. Perkecil foto atau pindaiannya, "
        "lalu unggah kembali."
    ),
    "heic": gettext_noop(
        "Foto ini berformat HEIC. Simpan atau bagikan sebagai JPG, lalu unggah kembali."
    ),
    "kind": gettext_noop(
        "Berkas sertifikat harus PDF, JPG atau PNG. Isi berkas ini bukan salah satunya; simpan ulang "
        "sebagai PDF atau ambil fotonya."
    ),
    "damaged": gettext_noop(
        "Berkas sertifikat ini rusak dan tidak dapat dibuka. Simpan ulang sebagai PDF atau ambil "
        "fotonya, lalu unggah kembali."
    ),
    "password": gettext_noop(
        "PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah kembali."
    ),
    "too-many-pages": gettext_noop(
        "PDF ini {pages} halaman, sedangkan batasnya {limit}. Unggah halaman sertifikatnya saja."
    ),
    "active": gettext_noop(
        "PDF ini memuat skrip atau berkas lain di dalamnya. Cetak ulang ke PDF, lalu unggah kembali."
    ),
    "too-many-pixels": gettext_noop(
        "Gambar ini terlalu besar ({width} × {height} titik). Perkecil gambarnya, lalu unggah kembali."
    ),
    "too-slow": gettext_noop(
        "Berkas sertifikat ini terlalu rumit untuk dibaca. Cetak ulang ke PDF atau ambil fotonya."
    ),
}


class Unreadable(Exception):
    """The file cannot be taken; the sentence says why and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(self.template.format(**self.params))

    @property
    def template(self) -> str:
        """The sentence before its parameters are filled in."""
        return SENTENCES[self.code]
