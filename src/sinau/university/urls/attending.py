"""Where one says that one is in the room."""

from django.urls import path

from sinau.university.views import attendance, late_scans

urlpatterns = [
    path("hadir/", attendance.new, name="digits"),
    path("hadir/susulan/", late_scans.create, name="late_scan"),
    path("hadir/catat/", attendance.create, name="attendance_confirm"),
    path("hadir/tercatat/<int:pk>/", attendance.show, name="attendance"),
    path("hadir/<str:token>/", attendance.update, name="scan"),
]
