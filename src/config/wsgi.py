"""The one callable that web servers ask for."""

import ctypes
import os
import signal
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

if sys.platform == "linux" and os.environ.get("SINAU_SUPERVISED") == "yes":
    # A web worker dies with its parent: an orphan would go on serving old code on the port.
    # This stands before Django's import, which takes long enough to be orphaned in.
    PR_SET_PDEATHSIG = 1
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:
        sys.exit("The web server is gone.")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
