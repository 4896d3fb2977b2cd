"""Addresses of the record store, below /rekam/."""

from django.urls import path

from sinau.records.urls_flow import urlpatterns as flow
from sinau.records.views import clients, health, mine, revocations, secrets, statements

app_name = "records"

urlpatterns = [
    path("", statements.index, name="index"),
    path("saya/", mine.index, name="mine"),
    path("kesehatan/", health.show, name="health"),
    path("pernyataan/<uuid:statement_id>/", statements.show, name="statement"),
    path("pernyataan/<uuid:statement_id>/json/", statements.export, name="statement_export"),
    path(
        "pernyataan/<uuid:statement_id>/lampiran/<slug:sha2>/",
        statements.attachment,
        name="attachment",
    ),
    path("sistem/", clients.index, name="clients"),
    path("sistem/baru/", clients.create, name="client_new"),
    path("sistem/<int:pk>/", clients.show, name="client"),
    path("sistem/<int:pk>/ubah/", clients.edit, name="client_edit"),
    path("sistem/<int:pk>/rahasia/", secrets.create, name="client_secret"),
    path("sistem/<int:pk>/pencabutan/", revocations.create, name="client_revocation"),
    *flow,
]
