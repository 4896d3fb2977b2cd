"""Where certificates are shown and checked."""

from django.urls import path

from sinau.university.views import certificate_files, certificates

urlpatterns = [
    path("sertifikat/", certificates.index, name="certificates"),
    path("sertifikat/<str:code>/", certificates.show, name="certificate"),
    path("sertifikat/<str:code>/unduh/", certificate_files.show, name="certificate_file"),
    path("sertifikat/<str:code>/cabut/", certificates.remove, name="certificate_revoke"),
]
