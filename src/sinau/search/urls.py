"""The addresses of the search."""

from django.urls import path

from sinau.search.views import (
    explanations,
    openings,
    results,
    saved,
    sheets,
    suggestions,
    usage,
    wordings,
)

app_name = "search"

urlpatterns = [
    path("", results.index, name="index"),
    path("saran/", suggestions.index, name="suggestions"),
    path("jelaskan/", explanations.show, name="explanation"),
    path("bukaan/", openings.create, name="openings"),
    path("terakhir/penghapusan/", saved.clear, name="recent_removal"),
    path("tersimpan/", saved.index, name="saved"),
    path("tersimpan/baru/", saved.create, name="saved_new"),
    path("tersimpan/<int:pk>/", saved.show, name="saved_search"),
    path("tersimpan/<int:pk>/pantauan/", saved.update, name="saved_watch"),
    path("tersimpan/<int:pk>/penghapusan/", saved.remove, name="saved_removal"),
    path("pemakaian/", usage.index, name="usage"),
    path("data/", usage.about, name="about"),
    path("padanan/", wordings.index, name="wordings"),
    path("padanan/unduh.xlsx", sheets.export, name="wordings_export"),
    path("padanan/unggah/", sheets.new, name="wordings_sheet"),
    path("padanan/unggah/penerapan/", sheets.create, name="wordings_sheet_commitment"),
    path("padanan/baru/", wordings.new, name="wording_new"),
    path("padanan/<str:key>/", wordings.show, name="wording"),
    path("padanan/<str:key>/isi/", wordings.edit, name="wording_edit"),
    path("padanan/<str:key>/pencabutan/", wordings.remove, name="wording_removal"),
]
