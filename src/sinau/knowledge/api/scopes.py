"""What a token may do with knowledge."""

from django.utils.translation import gettext_lazy as _

from sinau.kernel.api import add_scope

READ = add_scope("knowledge:read", _("Membaca artikel dan peraturan"))
WRITE = add_scope("knowledge:write", _("Menulis draf dan membawa masuk pengetahuan"))
