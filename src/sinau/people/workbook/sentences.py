"""What is wrong with a file or a cell, in sentences that name the column and the cure.

The sentences are Indonesian and marked for translation by name only, so that this package needs
no framework; whoever shows them may translate `template` and fill in `params`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return text


FILE_SENTENCES = {
    "empty": gettext_noop(
        "Berkas ini kosong. Unggah berkas XLSX atau CSV yang berisi data pegawai."
    ),
    "too-big": gettext_noop(
        "Berkas ini {size} MB, sedangkan batasnya {limit} MB. Hapus gambar dan lembar yang tidak "
        "perlu, atau bagi berkas menjadi beberapa bagian."
    ),
    "not-a-workbook": gettext_noop(
        "Berkas ini bukan buku kerja. Simpan data sebagai XLSX atau CSV, lalu unggah kembali."
    ),
    "html": gettext_noop(
        "Berkas ini halaman web yang diberi nama buku kerja. Buka di aplikasi lembar kerja, simpan "
        "sebagai XLSX, lalu unggah kembali."
    ),
    "old-excel": gettext_noop(
        "Berkas ini berformat XLS lama. Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu "
        "unggah kembali."
    ),
    "binary-excel": gettext_noop(
        "Berkas ini berformat XLSB. Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu unggah "
        "kembali."
    ),
    "opendocument": gettext_noop(
        "Berkas ini berformat ODS. Buka di aplikasi lembar kerja, simpan sebagai XLSX, lalu unggah "
        "kembali."
    ),
    "password": gettext_noop(
        "Berkas ini dikunci dengan kata sandi. Hapus kata sandinya, simpan sebagai XLSX, lalu unggah "
        "kembali."
    ),
    "macros": gettext_noop(
        "Berkas ini memuat makro. Simpan sebagai XLSX tanpa makro, lalu unggah kembali."
    ),
    "bomb": gettext_noop(
        "Isi berkas ini membengkak jauh melebihi ukurannya dan tidak dibuka demi keamanan. Salin "
        "datanya ke buku kerja baru, simpan sebagai XLSX, lalu unggah kembali."
    ),
    "damaged": gettext_noop(
        "Berkas XLSX ini rusak dan tidak dapat dibaca. Buka di aplikasi lembar kerja, simpan ulang, "
        "lalu unggah kembali."
    ),
    "unsafe-xml": gettext_noop(
        "Berkas ini memuat deklarasi XML yang tidak diizinkan. Salin datanya ke buku kerja baru, "
        "simpan sebagai XLSX, lalu unggah kembali."
    ),
    "too-many-sheets": gettext_noop(
        "Berkas ini memuat {count} lembar, sedangkan batasnya {limit}. Sisakan lembar data pegawai, "
        "lalu unggah kembali."
    ),
    "too-many-rows": gettext_noop(
        "Berkas ini memuat lebih dari {limit} baris. Bagi menjadi beberapa berkas, lalu unggah satu "
        "per satu."
    ),
    "too-many-columns": gettext_noop(
        "Berkas ini memuat lebih dari {limit} kolom. Hapus kolom yang tidak perlu, lalu unggah "
        "kembali."
    ),
    "no-header": gettext_noop(
        "Baris judul kolom tidak ditemukan pada {within} baris pertama. Pastikan ada satu baris yang "
        "memuat judul NIP dan NAMA."
    ),
    "column-twice": gettext_noop(
        "Kolom {column} ada lebih dari satu kali: “{first}” dan “{second}”. Hapus salah satunya, "
        "lalu unggah kembali."
    ),
    "no-rows": gettext_noop(
        "Tidak ada baris pegawai di bawah judul kolom pada baris {row}. Isi datanya, lalu unggah "
        "kembali."
    ),
    "encoding": gettext_noop(
        "Huruf pada berkas CSV ini tidak dapat dibaca. Simpan sebagai CSV UTF-8 atau XLSX, lalu "
        "unggah kembali."
    ),
}

CELL_SENTENCES = {
    "required": gettext_noop("Kolom {column} kosong. Isi {column} pegawai ini."),
    "formula": gettext_noop(
        "Kolom {column} berisi rumus. Ganti rumus dengan nilainya (salin, lalu tempel sebagai nilai)."
    ),
    "cell-error": gettext_noop(
        "Kolom {column} berisi galat rumus “{value}”. Ganti dengan nilai yang benar."
    ),
    "too-long": gettext_noop(
        "Kolom {column} terlalu panjang, paling banyak {limit} huruf. Singkatkan isinya."
    ),
    "control": gettext_noop("Kolom {column} memuat huruf yang tidak tampak. Ketik ulang isinya."),
    "nip-digits-lost": gettext_noop(
        "Kolom {column} tersimpan sebagai bilangan, sehingga angka terakhirnya hilang “{value}”. "
        "Ubah format kolom menjadi Teks, lalu ketik ulang 18 angkanya."
    ),
    "nip": gettext_noop("Kolom {column} berisi “{value}”. {why} Periksa, lalu tulis 18 angka."),
    "nip-twice": gettext_noop(
        "NIP {value} juga ada pada baris {others}. Sisakan satu baris untuk setiap pegawai."
    ),
    "digits-lost": gettext_noop(
        "Kolom {column} tersimpan sebagai bilangan, sehingga angka terakhirnya hilang “{value}”. "
        "Ubah format kolom menjadi Teks, lalu ketik ulang {length} angkanya."
    ),
    "digits": gettext_noop("Kolom {column} berisi “{value}”. Tulis {length} angka tanpa huruf."),
    "date-form": gettext_noop(
        "Kolom {column} berisi “{value}” yang tidak terbaca sebagai tanggal. Tulis seperti 31-12-2020."
    ),
    "date-year": gettext_noop(
        "Kolom {column} berisi “{value}” dengan tahun dua angka. Tulis tahun empat angka, seperti "
        "31-12-2020."
    ),
    "date-impossible": gettext_noop(
        "Kolom {column} berisi “{value}”, tanggal yang tidak ada. Tulis hari-bulan-tahun, seperti "
        "31-12-2020."
    ),
    "date-range": gettext_noop(
        "Kolom {column} berisi “{value}”, di luar rentang {first} sampai {last}. Periksa tahunnya."
    ),
    "date-order": gettext_noop(
        "Kolom {column} ({value}) lebih awal daripada kolom {other} ({earlier}). Periksa keduanya."
    ),
    "number": gettext_noop(
        "Kolom {column} berisi “{value}”. Tulis bilangan bulat {first} sampai {last}."
    ),
    "choice": gettext_noop(
        "Kolom {column} berisi “{value}” yang tidak dikenal. Pilih salah satu: {choices}."
    ),
    "grade": gettext_noop(
        "Kolom {column} berisi “{value}” yang tidak dikenal. Tulis seperti III/a untuk PNS atau IX "
        "untuk PPPK."
    ),
    "grade-kind": gettext_noop(
        "Kolom {column} berisi “{value}”, bukan golongan {kind}. Periksa golongan atau jenis "
        "pegawainya."
    ),
    "job-kind-unclear": gettext_noop(
        "Kolom {column} berisi “{value}”. Tulis JPT Pratama, Administrator, Pengawas, Fungsional, "
        "atau Pelaksana."
    ),
    "email": gettext_noop(
        "Kolom {column} berisi “{value}” yang bukan alamat surel. Tulis seperti nama@jogjakota.go.id."
    ),
    "phone": gettext_noop(
        "Kolom {column} berisi “{value}” yang bukan nomor telepon. Tulis angka saja, seperti "
        "081234567890."
    ),
    "birth-date-nip": gettext_noop(
        "Kolom {column} ({value}) berbeda dari tanggal lahir dalam NIP ({other}). Pastikan keduanya "
        "benar."
    ),
    "sex-nip": gettext_noop(
        "Kolom {column} ({value}) berbeda dari angka ke-15 NIP ({other}). Pastikan keduanya benar."
    ),
    "kind-nip": gettext_noop(
        "Kolom {column} ({value}) berbeda dari bentuk NIP ({other}). Pastikan keduanya benar."
    ),
    "agency-missing": gettext_noop(
        "Kolom {column} kosong, sedangkan pegawai ini belum terdaftar. Isi nama unit kerjanya."
    ),
    "agency-unknown": gettext_noop(
        "Kolom {column} berisi “{value}” yang tidak ada dalam daftar perangkat daerah. Tulis nama "
        "resminya atau pilih dari daftar."
    ),
    "agency-ambiguous": gettext_noop(
        "Kolom {column} berisi “{value}” yang cocok dengan lebih dari satu unit: {choices}. Tulis "
        "nama lengkapnya."
    ),
    "agency-outside": gettext_noop(
        "Kolom {column} berisi “{value}”, di luar perangkat daerah yang Anda kelola. Hapus baris ini "
        "atau minta BKPSDM mengimpornya."
    ),
    "person-outside": gettext_noop(
        "Pegawai dengan NIP {value} terdaftar di perangkat daerah yang tidak Anda kelola. Minta "
        "BKPSDM memindahkannya."
    ),
}

SKIPPED_SENTENCES = {
    "total": gettext_noop("Baris jumlah"),
    "numbering": gettext_noop("Baris nomor kolom"),
    "header-again": gettext_noop("Judul kolom yang diulang"),
    "no-employee": gettext_noop("Tidak memuat NIP maupun nama"),
}


class Unreadable(Exception):
    """The file as a whole cannot be used; the sentence says why and what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = {name: str(value) for name, value in params.items()}
        super().__init__(self.sentence)

    @property
    def template(self) -> str:
        """The sentence before its parameters are filled in."""
        return FILE_SENTENCES[self.code]

    @property
    def sentence(self) -> str:
        """What is wrong and the cure, in Indonesian."""
        return self.template.format(**self.params)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in one cell. `blocks` is false for what only wants a second look."""

    row: int
    key: str
    column: str
    value: str
    code: str
    params: dict[str, str] = field(default_factory=dict)
    blocks: bool = True

    @property
    def template(self) -> str:
        """The sentence before its parameters are filled in."""
        return CELL_SENTENCES[self.code]

    @property
    def sentence(self) -> str:
        """What is wrong and the cure, in Indonesian."""
        return self.filled_in(self.template)

    def filled_in(self, template: str) -> str:
        """A sentence, perhaps translated, with this problem's words in it."""
        shown = self.value if len(self.value) <= 60 else f"{self.value[:57]}..."
        return template.format(**{**self.params, "column": self.column, "value": shown})
