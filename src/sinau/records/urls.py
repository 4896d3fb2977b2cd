"""Addresses of the record store."""

from django.urls import path

from sinau.records.views import mappings, reported, strangers

app_name = "records"
urlpatterns = [
    path("aturan/", mappings.index, name="mappings"),
    path("aturan/baru/", mappings.new, name="mapping_new"),
    path("aturan/<slug:key>/", mappings.show, name="mapping"),
    path("aturan/<slug:key>/ubah/", mappings.edit, name="mapping_edit"),
    path("aturan/<slug:key>/baca-ulang/", mappings.update, name="mapping_reread"),
    path("pelaku/", strangers.index, name="strangers"),
    path("pelaku/<int:pk>/", strangers.show, name="stranger"),
    path("pelaku/<int:pk>/kenali/", strangers.update, name="stranger_recognise"),
    path("pelaku/<int:pk>/kesampingkan/", strangers.remove, name="stranger_set_aside"),
    path("laporan/<int:pk>/", reported.show, name="reported"),
]
