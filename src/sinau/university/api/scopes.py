"""What a token may do in the university."""

from django.utils.translation import gettext_lazy as _

from sinau.kernel.api import add_scope

COURSES_READ = add_scope("courses:read", _("Membaca kursus dan kelas"))
ENROLMENTS_READ = add_scope("enrolments:read", _("Membaca kemajuan belajar"))
ENROLMENTS_WRITE = add_scope("enrolments:write", _("Mendaftarkan peserta"))
CHECK_BADGES = add_scope("badges:read", _("Memeriksa lencana dan sertifikat"))
COURSES_WRITE = add_scope("courses:write", _("Menulis kursus"))
QUESTIONS_WRITE = add_scope("questions:write", _("Menulis soal di bank"))
