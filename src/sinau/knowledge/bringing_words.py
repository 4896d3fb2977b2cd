"""What is said about things that are brought in: why they stay behind, what was changed, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = str | Promise

_SAID: dict[str, Words] = {
    # The whole file.
    "not-zip": gettext_lazy("Berkas ini bukan ZIP yang utuh. Kemas ulang, lalu unggah lagi."),
    "zip-empty": gettext_lazy("ZIP ini kosong. Periksa folder yang dikemas."),
    "nothing-inside": gettext_lazy("Tidak ada yang dapat dibaca di berkas ini."),
    "unknown-file": gettext_lazy(
        "Jenis berkas %(ending)s tidak dikenal. Unggah ZIP, XML MediaWiki, XLSX, HTML, Markdown, "
        "TXT, PDF, atau DOCX."
    ),
    "crashed": gettext_lazy(
        "Pembacaan berhenti karena berkasnya terlalu berat atau rusak. Pecah ekspornya menjadi "
        "beberapa berkas."
    ),
    "too-much": gettext_lazy(
        "Berkas ini memerlukan memori lebih dari yang disediakan. Pecah ekspornya menjadi beberapa "
        "berkas."
    ),
    "too-many-files": gettext_lazy(
        "ZIP memuat lebih dari %(limit)s berkas. Pecah menjadi beberapa ZIP."
    ),
    "too-many-pages": gettext_lazy("Berkas memuat lebih dari %(limit)s halaman. Pecah ekspornya."),
    "too-large-unpacked": gettext_lazy("Isi berkas terlalu besar setelah dibuka. Pecah ekspornya."),
    "bomb": gettext_lazy(
        "%(name)s dimampatkan secara tidak wajar (bom ZIP); seluruh berkas ditolak."
    ),
    "escapes": gettext_lazy(
        "Nama berkas “%(name)s” keluar dari folder ZIP; seluruh berkas ditolak."
    ),
    "bad-name": gettext_lazy(
        "Nama berkas “%(name)s” terlalu panjang atau memuat huruf yang dilarang. Ganti namanya."
    ),
    "twice": gettext_lazy("Nama berkas “%(name)s” ada dua kali di dalam ZIP. Kemas ulang."),
    "link": gettext_lazy(
        "ZIP memuat tautan atau berkas khusus (%(name)s); seluruh berkas ditolak."
    ),
    "locked": gettext_lazy("%(name)s dikunci dengan kata sandi. Kemas ulang tanpa kata sandi."),
    "odd-packing": gettext_lazy(
        "Cara pemampatan %(name)s tidak didukung. Kemas ulang sebagai ZIP biasa."
    ),
    "broken": gettext_lazy("Berkas %(name)s rusak. Ekspor atau kemas ulang, lalu coba lagi."),
    "larger-than-said": gettext_lazy(
        "Isi %(name)s lebih besar daripada yang disebut ZIP; berkas ditolak."
    ),
    "file-too-large": gettext_lazy("Berkas %(name)s melebihi batas %(limit_size)s."),
    "not-mediawiki": gettext_lazy(
        "XML ini bukan ekspor MediaWiki. Buat dengan Special:Export atau dumpBackup."
    ),
    "wiki-empty": gettext_lazy("Ekspor wiki ini tidak memuat halaman."),
    "xml-broken": gettext_lazy("XML-nya tidak utuh. Ekspor ulang dari wiki."),
    "xml-entities": gettext_lazy("XML memuat DOCTYPE atau entitas buatan sendiri; berkas ditolak."),
    "bookstack-broken": gettext_lazy("Ekspor BookStack ini tidak utuh. Ekspor ulang bukunya."),
    "own-broken": gettext_lazy("Arsip Sinau ini tidak utuh. Minta arsip baru dari kota asalnya."),
    "own-format": gettext_lazy("Arsip ini dari versi Sinau yang tidak dikenal."),
    # One thing of it.
    "wiki-redirect": gettext_lazy("Pengalihan ke “%(to)s”; tautan ke sini diarahkan ke sana."),
    "wiki-talk": gettext_lazy("Halaman pembicaraan."),
    "wiki-file": gettext_lazy(
        "Keterangan berkas; ekspor XML tidak memuat gambarnya. Sertakan gambarnya dalam ZIP bersama "
        "XML ini."
    ),
    "wiki-template": gettext_lazy("Templat; isinya hanya dipakai halaman lain."),
    "wiki-category": gettext_lazy("Kategori; namanya menjadi topik artikel."),
    "wiki-system": gettext_lazy("Pesan sistem wiki."),
    "wiki-module": gettext_lazy("Modul program wiki."),
    "wiki-other": gettext_lazy("Halaman di luar ruang isi wiki (pengguna, portal, khusus)."),
    "wiki-model": gettext_lazy("Bukan teks wiki (%(model)s)."),
    "empty": gettext_lazy("Tidak ada isinya."),
    "page-too-large": gettext_lazy(
        "Isinya lebih dari %(limit)s huruf. Pecah menjadi beberapa halaman."
    ),
    "system-file": gettext_lazy("Berkas bawaan komputer, bukan isi."),
    "unknown-kind": gettext_lazy("Jenis berkas %(ending)s belum dapat dibawa masuk."),
    "not-text": gettext_lazy("Bukan berkas teks."),
    "bad-front-matter": gettext_lazy("Keterangan di atas teks (front matter) tidak dapat dibaca."),
    "bad-html": gettext_lazy("HTML-nya tidak dapat dibaca."),
    "picture-unused": gettext_lazy("Gambar ini tidak dipakai halaman mana pun."),
    "attachment": gettext_lazy("Lampiran berkas; unggah terpisah bila berupa PDF atau DOCX."),
    "bookstack-book": gettext_lazy("Keterangan buku; nama bukunya menjadi topik."),
    "bookstack-chapter": gettext_lazy("Keterangan bab; nama babnya menjadi topik."),
    "links-no-column": gettext_lazy("Tidak ada kolom Alamat atau URL pada sepuluh baris pertama."),
    "link-no-address": gettext_lazy("Kolom alamatnya kosong."),
    "link-bad-address": gettext_lazy("“%(url)s” bukan alamat http atau https."),
    "link-twice": gettext_lazy("Alamat ini sudah ada pada baris sebelumnya."),
    "too-many-rows": gettext_lazy("Lebih dari %(limit)s baris. Pecah daftarnya."),
    "key-twice": gettext_lazy("Halaman dengan nama yang sama sudah ada sebelumnya di berkas ini."),
    "paper-too-large": gettext_lazy(
        "Dokumen melebihi batas %(limit_size)s. Unggah versi yang lebih kecil."
    ),
    "own-not-yours": gettext_lazy(
        "Artikel ini berasal dari kota ini; hanya pemilik atau kuratornya yang mengubahnya."
    ),
    "regulation-broken": gettext_lazy("Data peraturannya tidak utuh."),
    "regulation-differs": gettext_lazy(
        "%(title)s sudah ada dengan isi lain. Periksa dahulu mana yang benar."
    ),
    "refused": "%(words)s",
    "kept-edited": gettext_lazy(
        "Sudah disunting, diajukan, atau diverifikasi, jadi tidak ditarik."
    ),
    "kept-published": gettext_lazy("Sudah terbit sebagai peraturan, jadi tidak dikesampingkan."),
    "kept-regulation": gettext_lazy("Peraturan yang sudah terbit tidak ditarik kembali."),
    # What was changed on the way.
    "templates-dropped": gettext_lazy("Templat tidak dibawa: %(names)s."),
    "tags-dropped": gettext_lazy("Bagian yang tidak dibawa: %(names)s."),
    "spans-flattened": gettext_lazy("%(count)s sel tabel gabungan dijadikan sel biasa."),
    "last-revision": gettext_lazy(
        "Revisi terakhir dari %(count)s; nama penulis lain ikut dicatat."
    ),
    "links-lost": gettext_lazy(
        "%(count)s tautan menjadi kata biasa karena tujuannya tidak ada: %(names)s."
    ),
    "pictures-lost": gettext_lazy("%(count)s gambar tidak ada di berkas: %(names)s."),
    "edited-here": gettext_lazy(
        "Naskah di sini terakhir ditulis %(by)s, bukan oleh impor sebelumnya. Centang hanya bila "
        "teks dari berkas ini yang dipakai; teks di sini tetap ada sebagai revisi."
    ),
    "link-no-title": gettext_lazy("Tanpa judul; alamatnya dipakai sebagai judul."),
}


def said(what: Sequence[Any]) -> str:
    """The sentence of a code with its params."""
    if not what:
        return ""
    code, params = what[0], dict(what[1])
    if "limit" in params:
        params["limit_size"] = filesizeformat(params["limit"])
    sentence = _SAID.get(code)
    if sentence is None:
        return _("Tidak dapat dibawa masuk.")
    try:
        return str(sentence) % params
    except KeyError:
        return str(sentence)
