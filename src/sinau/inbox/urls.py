"""The addresses of the inbox."""

from django.urls import path

from sinau.inbox.views import notices, preferences

app_name = "inbox"

urlpatterns = [
    path("", notices.index, name="index"),
    path("<int:pk>/", notices.show, name="show"),
    path("dibaca/", notices.update, name="read_all"),
    path("pengaturan/", preferences.edit, name="preferences"),
]
