"""Every address of the house; each app keeps its own list."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from sinau.kernel.api.mounting import api
from sinau.search.views import mcp
from sinau.ui.views import health

_ROOMS = [
    ("", "home"),
    ("", "people"),
    ("jejak/", "journal"),
    ("rekam/", "records"),
    ("belajar/rencana/", "planning"),
    ("belajar/paket/", "packages"),
    ("belajar/praktik/", "practice"),
    ("belajar/evaluasi/", "evaluation"),
    ("belajar/", "university"),
    ("pengetahuan/", "knowledge"),
    ("komunitas/", "communities"),
    ("layanan/", "personnel"),
    ("jp/", "credit"),
    ("risiko/", "risk"),
    ("inovasi/", "innovation"),
    ("kabar/", "inbox"),
    ("cari/", "search"),
    ("tanya/", "ask"),
    ("ringkasan/", "insight"),
    ("", "ui"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.show, name="healthz"),
    path("kelola/", admin.site.urls),
    path("api/v1/", api().urls),
    path("mcp", mcp.create, name="mcp"),
    *(
        path(prefix, include(f"sinau.{app}.urls"))
        for prefix, app in _ROOMS
        if find_spec(f"sinau.{app}.urls")
    ),
    path("", include("sinau.people.accounts.doors")),
    path("", include("sinau.university.urls.well_known")),
]
