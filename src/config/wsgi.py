"""The one callable that web servers ask for."""

import ctypes
import gc
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

# What was loaded so far stays for good, so the collector need not look at it again; and a page makes
# tens of thousands of short-lived objects, for which the collector would run many times for nothing.
gc.collect()
gc.freeze()
gc.set_threshold(50_000, 20, 20)
