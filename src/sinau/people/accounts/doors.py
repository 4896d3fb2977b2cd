"""Addresses under the names by which django-allauth looks for them."""

from django.urls import path

from sinau.people.views import confirmations, sign_in_codes, sign_in_providers, sign_ins

urlpatterns = [
    path("masuk/", sign_ins.create, name="account_login"),
    path("masuk/kode/", sign_in_codes.create, name="mfa_authenticate"),
    path("akun/pastikan/", confirmations.create, name="account_reauthenticate"),
    path(
        "masuk/sso/<str:provider_id>/kembali/",
        sign_in_providers.create,
        name="openid_connect_callback",
    ),
]
