"""Addresses of people."""

from django.urls import URLPattern, URLResolver, path

from sinau.people.accounts import urls as accounts
from sinau.people.views import agencies, grants, imports, people, personal, tokens

app_name = "people"

_AGENCIES = [
    path("perangkat-daerah/", agencies.index, name="agencies"),
    path("perangkat-daerah/<slug:code>/", agencies.show, name="agency"),
    path("perangkat-daerah/<slug:code>/nama/", agencies.rename, name="agency_name"),
    path("perangkat-daerah/<slug:code>/induk/", agencies.move, name="agency_parent"),
    path("perangkat-daerah/<slug:code>/penggabungan/", agencies.merge, name="agency_merger"),
    path("perangkat-daerah/<slug:code>/akhir/", agencies.end, name="agency_end"),
    path("perangkat-daerah/<slug:code>/unit/", agencies.create, name="agency_unit"),
]
_IMPORTS = [
    path("pegawai/impor/", imports.index, name="imports"),
    path("pegawai/impor/<int:pk>/", imports.show, name="import"),
    path("pegawai/impor/<int:pk>/baris/<int:number>/", imports.edit, name="import_row"),
    path("pegawai/impor/<int:pk>/unit/", imports.units, name="import_units"),
    path("pegawai/impor/<int:pk>/berkas/", imports.replace, name="import_file"),
    path("pegawai/impor/<int:pk>/pratinjau/", imports.refresh, name="import_preview"),
    path("pegawai/impor/<int:pk>/penerapan/", imports.commit, name="import_commitment"),
    path("pegawai/impor/<int:pk>/pembatalan/", imports.undo, name="import_undoing"),
    path("pegawai/impor/<int:pk>/pembuangan/", imports.remove, name="import_removal"),
    path("pegawai/impor/<int:pk>/masalah.xlsx", imports.problems, name="import_problems"),
]
_PEOPLE = [
    path("pegawai/", people.index, name="people"),
    path("pegawai/unduh.xlsx", people.export, name="people_export"),
    path("pegawai/<int:pk>/", people.show, name="person"),
    path("pegawai/<int:pk>/kepegawaian/", people.edit, name="person_edit"),
    path("pegawai/<int:pk>/kompetensi/", people.assess, name="person_competencies"),
    path("pegawai/<int:pk>/data-pribadi/", personal.new, name="personal_new"),
    path("pegawai/<int:pk>/data-pribadi/<int:look>/", personal.show, name="personal"),
    path("pegawai/<int:pk>/data-pribadi/<int:look>/isi/", personal.edit, name="personal_edit"),
]
_GRANTS = [
    path("peran/", grants.index, name="grants"),
    path("peran/baru/", grants.create, name="grant_new"),
    path("peran/<int:pk>/pencabutan/", grants.remove, name="grant_removal"),
    path("peran/pembacaan/", grants.audits, name="audits"),
]
_TOKENS = [
    path("akun/token/", tokens.index, name="tokens"),
    path("akun/token/baru/", tokens.create, name="token_new"),
    path("akun/token/<int:pk>/", tokens.show, name="token"),
    path("akun/token/<int:pk>/pencabutan/", tokens.remove, name="token_removal"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *_AGENCIES,
    *_IMPORTS,
    *_PEOPLE,
    *_GRANTS,
    *_TOKENS,
    *accounts.urlpatterns,
]
