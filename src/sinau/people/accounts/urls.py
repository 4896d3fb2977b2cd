"""Addresses of signing in and of one's account, below the name people."""

from django.urls import path

from sinau.people.views import (
    authenticators,
    confirmations,
    me,
    passkeys,
    passwords,
    recoveries,
    recovery_codes,
    recovery_help,
    sessions,
    sign_in_passkeys,
    sign_in_providers,
    sign_ins,
)

urlpatterns = [
    path("masuk/", sign_ins.create, name="sign_in"),
    path("masuk/sebagai/", sign_ins.act, name="sign_in_as"),
    path("masuk/kunci/", sign_in_passkeys.create, name="sign_in_passkey"),
    path("masuk/sso/", sign_in_providers.new, name="sign_in_provider"),
    path("keluar/", sign_ins.remove, name="sign_out"),
    path("lupa-kata-sandi/", recoveries.create, name="recovery_new"),
    path("lupa-kata-sandi/terkirim/", recoveries.show, name="recovery_sent"),
    path("pulihkan/<str:key>/<str:token>/", recoveries.edit, name="recovery_edit"),
    path("pegawai/<int:pk>/pemulihan/", recovery_help.create, name="recovery_help"),
    path(
        "pegawai/<int:pk>/pemulihan/pengaman/",
        recovery_help.remove_factors,
        name="recovery_help_factors",
    ),
    path("akun/", me.show, name="me"),
    path("akun/pastikan/", confirmations.create, name="confirm"),
    path("akun/kata-sandi/", passwords.edit, name="password_edit"),
    path("akun/sesi/", sessions.index, name="sessions"),
    path("akun/sesi/<int:pk>/akhiri/", sessions.remove, name="session_remove"),
    path("akun/sesi/lain/akhiri/", sessions.remove_others, name="sessions_remove_others"),
    path("akun/autentikator/", authenticators.new, name="authenticator_new"),
    path("akun/autentikator/cabut/", authenticators.remove, name="authenticator_remove"),
    path("akun/kode-pemulihan/", recovery_codes.show, name="recovery_codes"),
    path("akun/kode-pemulihan/unduh/", recovery_codes.download, name="recovery_codes_download"),
    path("akun/kode-pemulihan/baru/", recovery_codes.create, name="recovery_codes_create"),
    path("akun/kunci/", passkeys.index, name="passkeys"),
    path("akun/kunci/baru/", passkeys.new, name="passkey_new"),
    path("akun/kunci/baru/tantangan/", passkeys.challenge, name="passkey_challenge"),
    path("akun/kunci/<int:pk>/", passkeys.edit, name="passkey_edit"),
    path("akun/kunci/<int:pk>/hapus/", passkeys.remove, name="passkey_remove"),
]
