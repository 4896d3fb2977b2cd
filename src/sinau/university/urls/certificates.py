"""Where certificates are shown, checked, printed and dressed."""

from django.urls import path, re_path

from sinau.university.views import (
    certificate_files,
    certificate_templates,
    certificates,
    credentials,
    issue_runs,
    verifications,
)

urlpatterns = [
    path("sertifikat/", certificates.index, name="certificates"),
    path("sertifikat/periksa/", verifications.new, name="verify"),
    path("sertifikat/status/<int:number>/", credentials.status_list, name="status_list"),
    path("sertifikat/<str:code>/", certificates.show, name="certificate"),
    path("sertifikat/<str:code>/unduh/", certificate_files.show, name="certificate_file"),
    path("sertifikat/<str:code>/cabut/", certificates.remove, name="certificate_revoke"),
    path("sertifikat/<str:code>/lencana.svg", credentials.badge, name="badge_picture"),
    path("sertifikat/<str:code>/kredensial/", credentials.create, name="credential_name"),
    re_path(
        r"^sertifikat/(?P<code>[^/]+)/kredensial\.(?P<kind>json|jwt|svg)$",
        credentials.show,
        name="credential",
    ),
    path("kelola/kelas/<int:pk>/sertifikat/", issue_runs.show, name="issue_run"),
    path("kelola/kelas/<int:pk>/sertifikat/lanjut/", issue_runs.create, name="issue_run_retry"),
    path("kelola/kelas/<int:pk>/sertifikat/unduh/", certificate_files.index, name="issue_run_file"),
    path("kelola/sertifikat/", certificate_templates.index, name="certificate_templates"),
    path("kelola/sertifikat/<int:pk>/", certificate_templates.edit, name="certificate_template"),
    path(
        "kelola/sertifikat/<int:pk>/contoh/",
        certificate_templates.show,
        name="certificate_specimen",
    ),
]
