"""The addresses of packages, below /belajar/paket/."""

from django.urls import path

from sinau.packages.views import (
    courses,
    launches,
    lti,
    packages,
    platforms,
    registrations,
    services,
    tool_registrations,
    tools,
)

app_name = "packages"

urlpatterns = [
    path("", packages.index, name="index"),
    path("baru/", packages.new, name="new"),
    path("alat/", tools.index, name="tools"),
    path("alat/baru/", tools.new, name="tool_new"),
    path("alat/<int:pk>/", tools.show, name="tool"),
    path("alat/<int:pk>/ubah/", tools.edit, name="tool_edit"),
    path("alat/<int:pk>/tarik/", tools.remove, name="tool_withdraw"),
    path("alat/<int:pk>/kursus/", tools.create, name="tool_course"),
    path("alat/pendaftaran/", tool_registrations.new, name="tool_registration_new"),
    path("alat/pendaftaran/<int:pk>/", tool_registrations.show, name="tool_registration"),
    path("alat/bahan/<int:pk>/", tools.link, name="tool_link"),
    path("alat/bahan/<int:pk>/buka/", tools.launch, name="tool_launch"),
    path("alat/<int:pk>/pilih/", tools.choose, name="tool_choose"),
    path("alat/pilihan/<uuid:code>/", tools.choice, name="tool_choice"),
    path("alat/sistem/baru/", platforms.new, name="platform_new"),
    path("alat/sistem/<int:pk>/", platforms.show, name="platform"),
    path("alat/sistem/<int:pk>/ubah/", platforms.edit, name="platform_edit"),
    path("alat/sistem/<int:pk>/coba/", platforms.test, name="platform_test"),
    path("alat/sistem/<int:pk>/tarik/", platforms.remove, name="platform_withdraw"),
    path(
        "alat/sistem/<int:pk>/akun/<int:account>/lepas/", platforms.unlink, name="platform_unlink"
    ),
    path("lti/alat/masuk", platforms.come, name="lti_come"),
    path("lti/alat/buka", platforms.arrive, name="lti_arrive"),
    path("lti/alat/tiba/<uuid:code>/", platforms.arrived, name="lti_arrived"),
    path("lti/pilihan", lti.choice, name="lti_choice"),
    path("lti/kunci", lti.keys, name="lti_keys"),
    path("lti/masuk", lti.authorize, name="lti_auth"),
    path("lti/token", services.token, name="lti_token"),
    path("lti/<uuid:code>/kursus/<int:course>/lineitems", services.items, name="lti_items"),
    path("lti/<uuid:code>/kursus/<int:course>/peserta", services.people, name="lti_people"),
    path("lti/openid-configuration", tool_registrations.configuration, name="lti_configuration"),
    path("lti/pendaftaran", tool_registrations.hear, name="lti_registration"),
    path("lti/<uuid:code>/lineitems/<int:pk>", services.item, name="lti_item"),
    path("lti/<uuid:code>/lineitems/<int:pk>/scores", services.score, name="lti_score"),
    path("lti/<uuid:code>/lineitems/<int:pk>/results", services.results, name="lti_results"),
    path("<int:pk>/", packages.show, name="package"),
    path("<int:pk>/tarik/", packages.remove, name="withdraw"),
    path("<int:pk>/kursus/", courses.create, name="course"),
    path("<int:pk>/satuan/<int:number>/buka/", launches.create, name="launch"),
    path("<int:pk>/peserta/", registrations.index, name="registrations"),
    path("peserta/<uuid:code>/", registrations.show, name="registration"),
    path("peserta/<uuid:code>/bebas/<int:number>/", registrations.update, name="waive"),
    path("sesi/<uuid:code>/tutup/", launches.remove, name="abandon"),
]
