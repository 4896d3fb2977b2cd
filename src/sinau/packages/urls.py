"""The addresses of packages, below /belajar/paket/."""

from django.urls import path

from sinau.packages.views import courses, launches, packages, registrations

app_name = "packages"

urlpatterns = [
    path("", packages.index, name="index"),
    path("baru/", packages.new, name="new"),
    path("<int:pk>/", packages.show, name="package"),
    path("<int:pk>/tarik/", packages.remove, name="withdraw"),
    path("<int:pk>/kursus/", courses.create, name="course"),
    path("<int:pk>/satuan/<int:number>/buka/", launches.create, name="launch"),
    path("<int:pk>/peserta/", registrations.index, name="registrations"),
    path("peserta/<uuid:code>/", registrations.show, name="registration"),
    path("peserta/<uuid:code>/bebas/<int:number>/", registrations.update, name="waive"),
    path("sesi/<uuid:code>/tutup/", launches.remove, name="abandon"),
]
