"""The addresses below /pengetahuan/."""

from django.urls import path, re_path

from sinau.knowledge.views import (
    articles,
    curation,
    documents,
    histories,
    mendings,
    regulations,
    reviews,
    revisions,
    scans,
    twins,
)

app_name = "knowledge"

urlpatterns = [
    path("", articles.index, name="index"),
    path("baru/", articles.new, name="article_new"),
    path("draf/", articles.draft_new, name="draft_new"),
    path("kurasi/", curation.index, name="curation"),
    path("peraturan/", regulations.index, name="regulations"),
    path("peraturan/baru/", documents.new, name="document_new"),
    path("peraturan/antrean-ocr/", scans.index, name="scans"),
    path("peraturan/dokumen/<int:pk>/pindai/", scans.create, name="scan_create"),
    path(
        "peraturan/dokumen/<int:pk>/halaman/<int:number>.png",
        scans.picture_show,
        name="document_page",
    ),
    path("peraturan/dokumen/<int:pk>/kembar/<int:other>/", twins.edit, name="twin_edit"),
    path("peraturan/dokumen/<int:pk>/susunan/", mendings.index, name="document_mendings"),
    path("peraturan/dokumen/<int:pk>/susunan/<int:place>/", mendings.edit, name="document_mend"),
    path(
        "peraturan/dokumen/<int:pk>/susunan/<int:number>/urungkan/",
        mendings.remove,
        name="document_unmend",
    ),
    path("peraturan/dokumen/<int:pk>/", documents.show, name="document"),
    path("peraturan/dokumen/<int:pk>/berkas/", documents.file_show, name="document_file"),
    path("peraturan/dokumen/<int:pk>/pembacaan/", documents.reading_create, name="reading_create"),
    path("peraturan/dokumen/<int:pk>/kesampingkan/", documents.removal_new, name="document_remove"),
    path("peraturan/<slug:slug>/", regulations.show, name="regulation"),
    path("peraturan/<slug:slug>/riwayat/", histories.index, name="regulation_history"),
    path("peraturan/<slug:slug>/per-tanggal/", histories.show, name="regulation_on"),
    path("peraturan/<slug:slug>/susunan/", mendings.index, name="regulation_mendings"),
    path("peraturan/<slug:slug>/susunan/<int:place>/", mendings.edit, name="regulation_mend"),
    path(
        "peraturan/<slug:slug>/susunan/<int:number>/urungkan/",
        mendings.remove,
        name="regulation_unmend",
    ),
    path("peraturan/<slug:slug>/cetak/", regulations.print_show, name="regulation_print"),
    path("peraturan/<slug:slug>/berkas/", regulations.file_show, name="regulation_file"),
    path("peraturan/<slug:slug>/sunting/", regulations.edit, name="regulation_edit"),
    path(
        "peraturan/<slug:slug>/hubungan/", regulations.relations_edit, name="regulation_relations"
    ),
    path(
        "peraturan/<slug:slug>/hubungan/<int:pk>/hapus/",
        regulations.relation_remove,
        name="relation_remove",
    ),
    re_path(
        r"^peraturan/(?P<slug>[\w-]+)/(?P<place>pasal-\w+(?:/(?:pasal|ayat|angka|huruf)-\w+)*)/$",
        regulations.passage_show,
        name="passage",
    ),
    path("peraturan/<slug:slug>/bagian/<slug:part>/", regulations.show, name="regulation_part"),
    path("<slug:slug>/", articles.show, name="article"),
    path("<slug:slug>/sunting/", articles.edit, name="article_edit"),
    path("<slug:slug>/pengajuan/", reviews.submission_create, name="submission_create"),
    path("<slug:slug>/verifikasi/", reviews.verification_create, name="verification_create"),
    path("<slug:slug>/perpanjangan/", reviews.renewal_create, name="renewal_create"),
    path("<slug:slug>/pengembalian/", reviews.return_new, name="return_new"),
    path("<slug:slug>/penarikan/", reviews.retirement_new, name="retirement_new"),
    path("<slug:slug>/tanggapan/", reviews.feedback_create, name="feedback_create"),
    path("<slug:slug>/pemeriksaan/<int:pk>/", reviews.check_update, name="check_update"),
    path("<slug:slug>/revisi/", revisions.index, name="revisions"),
    path("<slug:slug>/revisi/<int:number>/", revisions.show, name="revision"),
    path(
        "<slug:slug>/revisi/<int:number>/pemulihan/",
        revisions.restoration_create,
        name="restoration_create",
    ),
]
