"""The addresses below /pengetahuan/."""

from django.urls import path, re_path

from sinau.knowledge.views import (
    articles,
    bringings,
    curation,
    documents,
    harvest,
    parcels,
    regulations,
    reviews,
    revisions,
)

app_name = "knowledge"

urlpatterns = [
    path("", articles.index, name="index"),
    path("baru/", articles.new, name="article_new"),
    path("draf/", articles.draft_new, name="draft_new"),
    path("kurasi/", curation.index, name="curation"),
    path("masuk/", bringings.index, name="bringings"),
    path("masuk/<int:pk>/", bringings.show, name="bringing"),
    path("masuk/<int:pk>/pilihan/", bringings.choice_update, name="bringing_choice"),
    path("masuk/<int:pk>/pembatalan/", bringings.undoing_new, name="bringing_undoing"),
    path("masuk/<int:pk>/penghapusan/", bringings.removal_create, name="bringing_removal"),
    path("masuk/<int:pk>/laporan/", bringings.report_show, name="bringing_report"),
    path("keluar/", parcels.index, name="parcels"),
    path("keluar/<int:pk>/berkas/", parcels.file_show, name="parcel_file"),
    path("keluar/daftar/", parcels.sheet_show, name="sheet"),
    # Harvesters of other houses leave the last stroke off as often as not.
    re_path(r"^oai/sinau\.xsd$", harvest.schema_show, name="oai_schema"),
    path("oai/", harvest.show, name="oai"),
    path("oai", harvest.show),
    re_path(r"^gambar/(?P<sha256>[0-9a-f]{64})/$", parcels.picture_show, name="picture"),
    path("peraturan/", regulations.index, name="regulations"),
    path("peraturan/baru/", documents.new, name="document_new"),
    path("peraturan/dokumen/<int:pk>/", documents.show, name="document"),
    path("peraturan/dokumen/<int:pk>/berkas/", documents.file_show, name="document_file"),
    path("peraturan/dokumen/<int:pk>/pembacaan/", documents.reading_create, name="reading_create"),
    path("peraturan/dokumen/<int:pk>/kesampingkan/", documents.removal_new, name="document_remove"),
    path("peraturan/<slug:slug>/", regulations.show, name="regulation"),
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
