"""Where one learns together."""

from django.urls import path

from sinau.university.views import (
    attendance,
    class_papers,
    classes,
    invitations,
    participants,
    permissions,
    registrations,
    rooms,
    sheets,
)

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
    path("kelas/<int:pk>/buka-kembali/", classes.remove, name="class_reopen"),
    path(
        "kelas/<int:pk>/hadir/<int:attendance>/hapus/", attendance.remove, name="attendance_unmark"
    ),
    path("kelas/<int:pk>/lembar/<int:session>/", sheets.edit, name="sheet"),
    path("kelas/<int:pk>/lembar/berkas/<int:sheet>/", class_papers.sheet, name="sheet_file"),
    path("kelas/<int:pk>/peserta/<int:batch>/batalkan/", participants.undo, name="roster_undo"),
    path("kelas/<int:pk>/undang/", invitations.create, name="class_invite"),
    path("kelas/<int:pk>/undangan/", invitations.show, name="invitation"),
    path("kelas/<int:pk>/kalender.ics", invitations.calendar_file, name="class_calendar"),
    path("kelas/<int:pk>/bahan/<int:material>/", class_papers.show, name="material"),
    path("izin/", permissions.index, name="permissions"),
    path("izin/<int:pk>/beri/", permissions.update, name="permission_give"),
    path("izin/<int:pk>/tolak/", permissions.remove, name="permission_refuse"),
]
