"""Addresses of the ui app: the gallery, one's own look, and the preview of a text."""

from django.urls import path

from sinau.ui.views import appearance, gallery, manifest, offline, preview, reference

app_name = "ui"
urlpatterns = [
    path("galeri/", gallery.index, name="gallery"),
    path("galeri/galat/<int:code>/", gallery.error, name="gallery_error"),
    path("tampilan/", appearance.edit, name="appearance"),
    path("pratinjau/", preview.show, name="preview"),
    path("api/", reference.index, name="reference"),
    path("manifest.webmanifest", manifest.show, name="manifest"),
    path("sw.js", offline.worker, name="worker"),
    path("luring/", offline.show, name="kept"),
    path("favicon.ico", manifest.icon, name="icon"),
]
