"""Addresses of what flows through the store: rules, actors, forwarders, privacy, the profile."""

from django.urls import path

from sinau.records.views import forwarders, mappings, privacy, profiles, reported, strangers

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
    path("terusan/", forwarders.index, name="forwarders"),
    path("terusan/baru/", forwarders.new, name="forwarder_new"),
    path("terusan/<int:pk>/", forwarders.show, name="forwarder"),
    path("terusan/<int:pk>/ubah/", forwarders.edit, name="forwarder_edit"),
    path("terusan/<int:pk>/keadaan/", forwarders.update, name="forwarder_update"),
    path("saya/data/", privacy.show, name="taken"),
    path("saya/data/unduh/", privacy.export, name="taken_export"),
    path("pegawai/<int:pk>/data/", privacy.show, name="taken_of"),
    path("pegawai/<int:pk>/data/unduh/", privacy.export, name="taken_export_of"),
    path("penyamaran/", privacy.index, name="pseudonyms"),
    path("penyamaran/baru/", privacy.new, name="pseudonym_new"),
    path("penyamaran/<int:pk>/", privacy.request_show, name="pseudonym"),
    path("penyamaran/<int:pk>/putusan/", privacy.update, name="pseudonym_decide"),
    # Without a slash at the end: these addresses are the names of things (IRIs) in statements.
    path("profil/sinau", profiles.show, name="profile"),
    path("profil/sinau/<slug:version>", profiles.show, name="profile_version"),
    path("profil/sinau/<slug:kind>/<slug:name>", profiles.part, name="profile_part"),
]
