"""Small regulations made on the spot: PDF by typst, DOCX by python-docx."""

from __future__ import annotations

import io
import zipfile

import docx
import typst
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

PAGE = "#set page(width: 210mm, height: 297mm, margin: 25mm{extra})\n#set text(size: 11pt, hyphenate: false)\n#set par(justify: false)\n"

PERWALI = """
PERATURAN WALI KOTA YOGYAKARTA
NOMOR 12 TAHUN 2024
TENTANG
PENGELOLAAN ARSIP DINAMIS
DENGAN RAHMAT TUHAN YANG MAHA ESA
WALI KOTA YOGYAKARTA,
Menimbang : a. bahwa arsip perlu dikelola dengan baik;
b. bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a perlu menetapkan Peraturan Wali Kota;
Mengingat : 1. Undang-Undang Nomor 43 Tahun 2009 tentang Kearsipan;
MEMUTUSKAN:
Menetapkan : PERATURAN WALI KOTA TENTANG PENGELOLAAN ARSIP DINAMIS.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Wali Kota ini yang dimaksud dengan:
1. Arsip adalah rekaman kegiatan.
2. Arsip Dinamis adalah arsip yang digunakan secara langsung.
3. Dinas adalah dinas yang mengurus kearsipan.
BAB II
PENGELOLAAN
Bagian Kesatu
Umum
Pasal 2
(1) Pengelolaan arsip meliputi:
a. penciptaan;
b. penggunaan; dan
c. penyusutan.
(2) Pengelolaan sebagaimana dimaksud pada ayat (1) dilaksanakan oleh Dinas sebagaimana dimaksud dalam
Pasal 1
angka 3 sesuai dengan ketentuan.
Bagian Kedua
Penyusutan
Pasal 3
Penyusutan dilakukan sekali setahun.
Pasal 3A
Penyusutan arsip vital tidak dilakukan.
BAB III
KETENTUAN PENUTUP
Pasal 4
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Wali Kota ini.
Ditetapkan di Yogyakarta
pada tanggal 2 Mei 2024
PENJELASAN
ATAS
PERATURAN WALI KOTA YOGYAKARTA NOMOR 12 TAHUN 2024
I. UMUM
Peraturan ini disusun agar arsip terjaga.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Cukup jelas.
Ayat (2)
Yang dimaksud dengan ketentuan adalah standar kearsipan.
Pasal 3
Cukup jelas.
Pasal 3A
Cukup jelas.
Pasal 4
Cukup jelas.
LAMPIRAN I
PERATURAN WALI KOTA YOGYAKARTA
Daftar jenis arsip
"""

AMENDMENT = """
PERATURAN DAERAH KOTA YOGYAKARTA
NOMOR 3 TAHUN 2023
TENTANG
PERUBAHAN ATAS PERATURAN DAERAH NOMOR 7 TAHUN 2018 TENTANG PERPUSTAKAAN
DENGAN RAHMAT TUHAN YANG MAHA ESA
WALI KOTA YOGYAKARTA,
Menimbang : bahwa perpustakaan perlu diatur kembali;
MEMUTUSKAN:
Menetapkan : PERATURAN DAERAH TENTANG PERUBAHAN.
Pasal I
Beberapa ketentuan dalam Peraturan Daerah Nomor 7 Tahun 2018 diubah sebagai berikut:
1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:
Pasal 5
(1) Perpustakaan buka setiap hari.
(2) Hari libur ditetapkan oleh kepala perpustakaan.
2. Di antara Pasal 12 dan Pasal 13 disisipkan 1 (satu) pasal, yakni Pasal 12A sehingga berbunyi sebagai berikut:
Pasal 12A
Perpustakaan menyediakan ruang baca anak.
3. Ketentuan Pasal 20 dihapus.
Pasal II
Peraturan Daerah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Yogyakarta
"""

DECREE = """
KEPUTUSAN WALI KOTA YOGYAKARTA
NOMOR 45 TAHUN 2025
TENTANG
TIM PENILAI INOVASI
WALI KOTA YOGYAKARTA,
Menimbang : bahwa perlu dibentuk tim;
MEMUTUSKAN:
Menetapkan : KEPUTUSAN WALI KOTA TENTANG TIM PENILAI INOVASI.
KESATU : Membentuk tim penilai inovasi.
KEDUA : Tim bertugas menilai usulan dan melapor setiap bulan.
KETIGA : Keputusan ini berlaku sejak tanggal ditetapkan.
Ditetapkan di Yogyakarta
"""


def escaped(text: str) -> str:
    """Plain words for typst."""
    for mark in "\\#$*_@<>[]`~=-/\"'":
        text = text.replace(mark, f"\\{mark}")
    return text


def pdf(*pages: str, extra: str = "", body: str = "") -> bytes:
    """A PDF whose every line is one line of the text; the headings in the middle."""
    sheets = []
    for page in pages:
        lines = [_line(line) for line in page.strip().splitlines()]
        sheets.append(" \\\n".join(lines))
    source = PAGE.replace("{extra}", extra) + body + "\n#pagebreak()\n".join(sheets)
    made: bytes = typst.compile(source.encode())
    return made


def _line(line: str) -> str:
    # An escape at the beginning keeps "1." and "a." from becoming lists of typst.
    words = "#[];" + escaped(line.strip())
    middle = line.startswith(("BAB", "Pasal", "Bagian", "PERATURAN", "NOMOR", "TENTANG"))
    is_head = middle and len(line) < 40 and not line.rstrip().endswith((".", ";"))
    return f"#box(width: 100%)[#align(center)[{words}]]" if is_head else words


def word(text: str) -> bytes:
    """A DOCX with a paragraph per line."""
    document = docx.Document()
    for line in text.strip().splitlines():
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The same package with some parts replaced or added; `word__document_xml` names a part."""
    names = {name.replace("__", "/").replace("_xml", ".xml"): body for name, body in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for item in old.infolist():
            if item.filename not in names:
                new.writestr(item, old.read(item.filename))
        for name, body in names.items():
            new.writestr(name, body)
    return made.getvalue()


def locked_pdf() -> bytes:
    """The smallest PDF that asks for a password (standard handler, keys that no empty one opens)."""
    key = b"<" + b"5a" * 32 + b">"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O " + key + b" /U " + key + b" >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 5\n0000000000 65535 f \n"
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    identity = b"[<0123456789abcdef> <0123456789abcdef>]"
    made += b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID " + identity + b" >>\n"
    return made + b"startxref\n%d\n%%%%EOF\n" % start


def numbered_word() -> bytes:
    """A DOCX whose "(1)" and "a." are automatic numbers and not text."""
    document = docx.Document()
    root = document.part.numbering_part.element
    for key, form, text in (("90", "decimal", "(%1)"), ("91", "lowerLetter", "%1.")):
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), key)
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            level.append(child)
        abstract.append(level)
        root.insert(0, abstract)
        number = OxmlElement("w:num")
        number.set(qn("w:numId"), key)
        link = OxmlElement("w:abstractNumId")
        link.set(qn("w:val"), key)
        number.append(link)
        root.append(number)
    for text, key in (
        ("Pasal 1", ""),
        ("Ayat pertama.", "90"),
        ("Ayat kedua:", "90"),
        ("satu; dan", "91"),
        ("dua.", "91"),
        ("Pasal 2", ""),
        ("Penutup.", ""),
    ):
        paragraph = document.add_paragraph(text)
        if key:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = int(key)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
