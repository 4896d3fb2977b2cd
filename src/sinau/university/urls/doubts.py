"""What is to be looked at because a regulation changed."""

from django.urls import path

from sinau.university.views import doubts

urlpatterns = [
    path("kelola/perlu-diperiksa/", doubts.index, name="doubts"),
    path("kelola/perlu-diperiksa/<int:pk>/", doubts.update, name="doubt_settle"),
]
