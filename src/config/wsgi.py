"""The one callable that web servers ask for."""

import ctypes
import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

if sys.platform == "linux" and os.environ.get("SINAU_SUPERVISED") == "yes":
    # A web worker dies with its parent: an orphan would go on serving old code on the port.
    PR_SET_PDEATHSIG, SIGKILL = 1, 9
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGKILL)

application = get_wsgi_application()
