"""Papers made to mislead a reader: every trap a real archive has, on sheets of our own."""

from __future__ import annotations

import io

import docx
import typst
from django.test import SimpleTestCase

from sinau.knowledge.parsing import Result, read
from sinau.knowledge.tests import papers

HEAD = """
PERATURAN WALI KOTA MAGELANG
NOMOR 7 TAHUN 2022
TENTANG
PENGELOLAAN SAMPAH
DENGAN RAHMAT TUHAN YANG MAHA ESA
WALI KOTA MAGELANG,
Menimbang : bahwa sampah perlu dikelola;
MEMUTUSKAN:
Menetapkan : PERATURAN WALI KOTA TENTANG PENGELOLAAN SAMPAH.
"""
TAIL = """
Agar setiap orang mengetahuinya, memerintahkan pengundangan Peraturan Wali Kota ini.
Ditetapkan di Magelang
pada tanggal 3 Maret 2022
WALI KOTA MAGELANG,
ttd
Diundangkan di Magelang
pada tanggal 4 Maret 2022
"""


def pasal(result: Result) -> list[str]:
    """The Pasal of the body, in order."""
    return list(dict.fromkeys(p.pasal for p in result.pieces if p.section == "body" and p.pasal))


def quoted(result: Result) -> list[str]:
    return list(dict.fromkeys(p.inner_pasal for p in result.pieces if p.inner_pasal))


def ayat(result: Result, number: str) -> list[str]:
    return [p.ayat for p in result.pieces if p.section == "body" and p.pasal == number and p.ayat]


class TrapTests(SimpleTestCase):
    def test_letters_read_as_digits(self) -> None:
        body = "\n".join(
            f"Pasal {word}\n(l) Ketentuan pertama.\n(2) Ketentuan kedua."
            for word in ("l", "2", "3", "4", "5", "6", "7", "8", "9", "1O", "Il", "l2", "l3")
        )
        result = read(papers.pdf(HEAD + body, TAIL))
        self.assertEqual(pasal(result), [str(n) for n in range(1, 14)])
        self.assertEqual(ayat(result, "10"), ["1", "2"])
        doubtful = {p.pasal for p in result.pieces if p.section == "body" and p.sure < 100}
        self.assertEqual(doubtful, {"1", "10", "11", "12", "13"})

    def test_a_heading_and_its_text_on_one_line(self) -> None:
        body = """
Pasal 1
Sampah adalah sisa kegiatan sehari-hari.
Pasal 2 (1) Setiap orang mengurangi sampah.
(2) Pengurangan sebagaimana dimaksud pada ayat (1) dilakukan di rumah.
Pasal 3 Pengelola memilah sampah.
Pasal 4
Peraturan ini mulai berlaku pada tanggal diundangkan.
"""
        result = read(papers.pdf(HEAD + body + TAIL))
        self.assertEqual(pasal(result), ["1", "2", "3", "4"])
        self.assertEqual(ayat(result, "2"), ["1", "2"])

    def test_references_that_look_like_headings(self) -> None:
        body = """
Pasal 1
Ketentuan mengenai retribusi berlaku sebagaimana diatur dalam
Pasal 2
ayat (3) dan
Pasal 3
huruf b peraturan ini.
Pasal 2
(1) Retribusi dipungut setiap bulan sesuai dengan ketentuan
Pasal 3
.
(2) Retribusi sebagaimana dimaksud pada ayat
(1) dibayar tunai.
Pasal 3
Peraturan ini mulai berlaku pada tanggal diundangkan.
"""
        result = read(papers.pdf(HEAD + body + TAIL))
        self.assertEqual(pasal(result), ["1", "2", "3"])
        self.assertEqual(ayat(result, "2"), ["1", "2"])

    def test_catchwords_running_heads_and_a_slanting_watermark(self) -> None:
        mark = (
            "#set page(background: rotate(45deg, text(60pt, fill: gray)[SALINAN]),"
            " header: align(center)[WALI KOTA MAGELANG], footer: align(center)[- 3 -])\n"
        )
        first = HEAD + "Pasal 1\nSampah adalah sisa kegiatan.\nPasal 2 . . ."
        second = "Pasal 2\n(1) Sampah dipilah.\n(2) Sampah . . ."
        third = "(2) Sampah diangkut.\nPasal 3\nMulai berlaku pada tanggal diundangkan."
        result = read(papers.pdf(first, second, third, TAIL, body=mark))
        self.assertEqual(pasal(result), ["1", "2", "3"])
        self.assertEqual(ayat(result, "2"), ["1", "2"])
        text = " ".join(p.text for p in result.pieces if p.section == "body")
        self.assertNotIn("SALINAN", text)
        self.assertNotIn("WALI KOTA MAGELANG", text)

    def test_two_columns(self) -> None:
        left = (
            "Pasal 1\nSampah adalah sisa kegiatan sehari-hari manusia atau proses alam yang padat."
        )
        body = "\n".join(
            f"Pasal {n}\n(1) Pengelola wajib memilah sampah menurut jenisnya di tempat asal.\n"
            f"(2) Pemilahan sebagaimana dimaksud pada ayat (1) dilakukan setiap hari kerja."
            for n in range(2, 15)
        )
        lines = " \\\n".join("#[];" + papers.escaped(x) for x in (left + "\n" + body).splitlines())
        head = " \\\n".join("#[];" + papers.escaped(x) for x in HEAD.strip().splitlines())
        source = (
            papers.PAGE.replace("{extra}", "")
            + head
            + "\n#pagebreak()\n#set text(size: 9pt)\n#columns(2)[\n"
            + lines
            + "\n]"
        )
        result = read(typst.compile(source.encode()))
        self.assertEqual(pasal(result), [str(n) for n in range(1, 15)])
        self.assertEqual(ayat(result, "9"), ["1", "2"])

    def test_a_pasal_put_in_by_an_amendment(self) -> None:
        body = """
Pasal I
Beberapa ketentuan dalam Peraturan Wali Kota Nomor 5 Tahun 2019 diubah sebagai berikut:
1. Di antara Pasal 5 dan Pasal 6 disisipkan 2 (dua) pasal, yakni Pasal 5A dan Pasal 5B, sehingga berbunyi sebagai berikut:
Pasal 5A
(1) Setiap kelurahan memiliki bank sampah.
(2) Bank sampah sebagaimana dimaksud pada ayat (1) dikelola warga.
Pasal 5B
Bank sampah dibina oleh Dinas.
2. Ketentuan ayat (2) Pasal 8 diubah, sehingga Pasal 8 berbunyi sebagai berikut:
Pasal 8
(1) Tetap.
(2) Diubah.
3. Pasal 9 dihapus.
4. Lampiran II diubah sehingga menjadi sebagaimana tercantum dalam Lampiran.
Pasal II
Peraturan Wali Kota ini mulai berlaku pada tanggal diundangkan.
"""
        head = HEAD.replace(
            "PENGELOLAAN SAMPAH\nDENGAN",
            "PERUBAHAN ATAS PERATURAN WALI KOTA NOMOR 5 TAHUN 2019 TENTANG SAMPAH\nDENGAN",
        )
        result = read(papers.pdf(head + body + TAIL))
        self.assertEqual(pasal(result), ["I", "II"])
        self.assertEqual(quoted(result), ["5A", "5B", "8"])
        self.assertEqual(result.identity.amends, ["Peraturan Wali Kota Nomor 5 Tahun 2019"])

    def test_a_missing_pasal_is_said(self) -> None:
        body = "\n".join(f"Pasal {n}\nKetentuan {n}." for n in (1, 2, 3, 5, 6))
        result = read(papers.pdf(HEAD + body + TAIL))
        self.assertEqual(result.report.gaps, [["4", "4", "3", "5"]])
        self.assertIn("gap", [check[0] for check in result.report.checks])

    def test_dates_are_read(self) -> None:
        body = "Pasal 1\nSatu.\nPasal 2\nPeraturan ini mulai berlaku pada tanggal diundangkan."
        for data in (papers.pdf(HEAD + body + TAIL), papers.word(HEAD + body + TAIL)):
            who = read(data).identity
            self.assertEqual(
                (who.enacted_on, who.promulgated_on, who.effective_on),
                ("2022-03-03", "2022-03-04", "2022-03-04"),
            )

    def test_a_draft_is_not_taken_for_a_regulation(self) -> None:
        result = read(papers.pdf("RANCANGAN\n" + HEAD.strip() + "\nPasal 1\nSatu."))
        self.assertTrue(result.identity.is_draft)
        self.assertIn(["draft"], result.report.checks)


class TableTests(SimpleTestCase):
    ROWS = (
        ("No", "Jenis sampah", "Tarif"),
        ("1", "Organik", "5.000"),
        ("2", "Anorganik", "7.500"),
        ("3", "Bahan berbahaya dan beracun dari rumah tangga", "12.000"),
    )

    def tables(self, data: bytes) -> list[list[str]]:
        return [row for p in read(data).pieces if p.section == "annex" for row in p.table]

    def test_a_drawn_table_of_a_pdf_stays_a_table(self) -> None:
        cells = ", ".join(f"[{cell}]" for row in self.ROWS for cell in row)
        table = f"#table(columns: (30pt, 120pt, 80pt), {cells})"
        body = "Pasal 1\nTarif sebagaimana tercantum dalam Lampiran.\nPasal 2\nMulai berlaku."
        annex = "LAMPIRAN\nPERATURAN WALI KOTA MAGELANG\nNOMOR 7 TAHUN 2022"
        lines = [
            " \\\n".join("#[];" + papers.escaped(line) for line in part.strip().splitlines())
            for part in (HEAD + body + TAIL, annex)
        ]
        source = papers.PAGE.replace("{extra}", "") + "\n#pagebreak()\n".join(lines) + "\n" + table
        rows = self.tables(typst.compile(source.encode()))
        for row in self.ROWS:
            self.assertIn(list(row), rows)

    def test_a_table_of_a_word_processor_stays_a_table(self) -> None:
        document = docx.Document()
        body = "Pasal 1\nTarif sebagaimana tercantum dalam Lampiran.\nPasal 2\nMulai berlaku."
        annex = "LAMPIRAN\nPERATURAN WALI KOTA MAGELANG\nNOMOR 7 TAHUN 2022"
        for line in (HEAD + body + TAIL + annex).strip().splitlines():
            document.add_paragraph(line)
        table = document.add_table(rows=0, cols=3)
        for row in self.ROWS:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
        file = io.BytesIO()
        document.save(file)
        self.assertEqual(self.tables(file.getvalue())[-4:], [list(row) for row in self.ROWS])

    def test_a_table_of_a_web_page_stays_a_table(self) -> None:
        rows = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in self.ROWS
        )
        html = "".join(f"<p>{line}</p>" for line in HEAD.strip().splitlines())
        html += "<h3>Pasal 1</h3><p>Tarif dalam Lampiran.</p><h3>Pasal 2</h3><p>Mulai berlaku.</p>"
        html += "".join(f"<p>{line}</p>" for line in TAIL.strip().splitlines())
        html += f"<p>LAMPIRAN</p><p>PERATURAN WALI KOTA MAGELANG</p><table>{rows}</table>"
        page = f"<html><nav>Beranda</nav><script>alert(1)</script><body>{html}</body></html>"
        result = read(page.encode())
        self.assertEqual(result.report.format, "html")
        self.assertEqual(pasal(result), ["1", "2"])
        self.assertEqual(result.identity.short_title, "Perwali Magelang 7/2022")
        self.assertEqual(self.tables(page.encode())[-4:], [list(row) for row in self.ROWS])
        self.assertNotIn("Beranda", " ".join(p.text for p in result.pieces))


class PlainTests(SimpleTestCase):
    def test_plain_text_is_read(self) -> None:
        result = read(papers.PERWALI.encode())
        self.assertEqual((result.report.format, result.report.pasal), ("text", 5))
        self.assertEqual(result.identity.short_title, "Perwali Yogyakarta 12/2024")

    def test_old_code_pages_are_read(self) -> None:
        result = read(papers.PERWALI.replace("arsip", "arsip “lama”").encode("cp1252"))
        self.assertEqual(result.report.pasal, 5)

    def test_deep_and_endless_markup_hurts_nobody(self) -> None:
        deep = b"<html>" + b"<div>" * 200_000 + b"Pasal 1" + b"<p" * 1000
        self.assertEqual(read(deep).report.format, "html")
        bomb = (
            b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><p>&b;&b;</p></html>'
        )
        self.assertLess(read(bomb).report.letters, 100)
