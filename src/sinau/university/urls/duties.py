"""Learning that is asked of people."""

from django.urls import path

from sinau.university.views import desk_duties, duties

_ONE = "kelola/tugas/<int:pk>/"

urlpatterns = [
    path("tugas/", duties.index, name="duties"),
    path("kelola/tugas/", desk_duties.index, name="duty_desk"),
    path("kelola/tugas/baru/", desk_duties.new, name="duty_new"),
    path(_ONE, desk_duties.show, name="duty"),
    path(f"{_ONE}akhiri/", desk_duties.end, name="duty_end"),
    path(f"{_ONE}pegawai/<int:person>/waktu/", desk_duties.edit, name="duty_extend"),
    path(f"{_ONE}pegawai/<int:person>/bebas/", desk_duties.remove, name="duty_exempt"),
]
