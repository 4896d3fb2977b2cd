"""Addresses of the JP ledger."""

from django.urls import path

from sinau.credit.views import agencies, book, entries, histories, reversals
from sinau.credit.views.claims import drafts, mine, queue

app_name = "credit"
urlpatterns = [
    path("", book.index, name="index"),
    path("unduh/", book.export, name="export"),
    path("catatan/<int:pk>/", entries.show, name="entry"),
    path("catatan/<int:pk>/pembatalan/", reversals.new, name="reversal"),
    path("pegawai/<int:pk>/", book.show, name="person"),
    path("pegawai/<int:pk>/unduh/", book.export, name="person_export"),
    path("perangkat-daerah/", agencies.index, name="agencies"),
    path("perangkat-daerah/unduh/", agencies.export, name="agencies_export"),
    path("klaim/", mine.index, name="claims"),
    path("klaim/baru/", drafts.new, name="claim_new"),
    path("klaim/antrean/", queue.index, name="claim_queue"),
    path("klaim/antrean/unduh/", queue.export, name="claim_queue_export"),
    path("klaim/antrean/keputusan/", queue.bulk, name="claim_bulk"),
    path("klaim/<int:pk>/", mine.show, name="claim"),
    path("klaim/<int:pk>/isi/<slug:step>/", drafts.edit, name="claim_step"),
    path("klaim/<int:pk>/periksa/", drafts.check, name="claim_check"),
    path("klaim/<int:pk>/penghapusan/", drafts.remove, name="claim_removal"),
    path("klaim/<int:pk>/pengajuan/", mine.create, name="claim_create"),
    path("klaim/<int:pk>/terkirim/", mine.sent, name="claim_sent"),
    path("klaim/<int:pk>/berkas/", mine.file_show, name="claim_file"),
    path("klaim/<int:pk>/penarikan/", mine.withdraw, name="claim_withdrawal"),
    path("klaim/<int:pk>/banding/", mine.appeal, name="claim_appeal"),
    path("klaim/<int:pk>/keputusan/", queue.create, name="claim_decision"),
    path("klaim/<int:pk>/pembatalan/", queue.disprove, name="claim_disproof"),
    path("siasn/", histories.outgoing, name="siasn"),
    path("siasn/unduh/", histories.export, name="siasn_export"),
    path("siasn/impor/", histories.index, name="histories"),
    path("siasn/impor/contoh/", histories.example, name="history_example"),
    path("siasn/impor/<int:pk>/", histories.show, name="history"),
    path("siasn/impor/<int:pk>/baris/<int:line>/", histories.edit, name="history_line"),
    path("siasn/impor/<int:pk>/pratinjau/", histories.refresh, name="history_preview"),
    path("siasn/impor/<int:pk>/penerapan/", histories.commit, name="history_commitment"),
    path("siasn/impor/<int:pk>/pembatalan/", histories.undo, name="history_undoing"),
    path("siasn/impor/<int:pk>/penghapusan/", histories.remove, name="history_removal"),
    path("siasn/impor/<int:pk>/bermasalah/", histories.problems, name="history_problems"),
]
