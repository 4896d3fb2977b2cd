"""Where one learns together."""

from django.urls import path

from sinau.university.views import attendance, classes, participants, registrations, rooms

urlpatterns = [
    path("kelas/<int:pk>/", classes.show, name="class"),
    path("kelas/<int:pk>/pendaftaran/", registrations.create, name="registration"),
    path("kelas/<int:pk>/pendaftaran/batal/", registrations.remove, name="registration_cancel"),
    path("kelas/<int:pk>/layar/", rooms.show, name="room"),
    path("kelas/<int:pk>/peserta/", participants.index, name="participants"),
    path("kelas/<int:pk>/peserta/tambah/", participants.new, name="participants_add"),
    path("kelas/<int:pk>/peserta/simpan/", participants.create, name="participants_save"),
    path(
        "kelas/<int:pk>/peserta/<int:registration>/keluarkan/",
        participants.remove,
        name="participant_remove",
    ),
    path(
        "kelas/<int:pk>/peserta/<int:registration>/hadir/<int:session>/",
        attendance.edit,
        name="attendance_mark",
    ),
    path("kelas/<int:pk>/daftar-hadir/", participants.show, name="attendance_list"),
    path("kelas/<int:pk>/tutup/", classes.update, name="class_close"),
]
