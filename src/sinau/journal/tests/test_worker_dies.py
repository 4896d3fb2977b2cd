"""A real worker killed between the commit and the delivery loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from sinau.journal.announcing import announce
from sinau.journal.delivering import deliver_due
from sinau.journal.models import Delivery
from sinau.journal.tests.lamps import LampLit, a_listening_house

_WORKER = """
import os, sys, time
import django
django.setup()
from django.db import connections
connections["default"].settings_dict["NAME"] = sys.argv[1]
from sinau.journal import delivering
def hang(entry_id):
    print("started", flush=True)
    time.sleep(60)
delivering.deliver_entry = hang
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
app.with_connector(app.connector.get_worker_connector()).run_worker(queues=["facts"], wait=False)
"""


@override_settings(DEBUG=False)
class WorkerDiesTests(TransactionTestCase):
    def test_what_it_took_along_is_told_by_the_next(self) -> None:
        with a_listening_house() as house:
            with transaction.atomic():
                announce(LampLit(lamp_id=3), by=None)
            self._a_worker_is_killed_at_work()
            job = ProcrastinateJob.objects.get(task_name="journal.deliver_entry")
            self.assertEqual(job.status, "doing", "the job died with its worker")
            self.assertIsNone(Delivery.objects.get().done_at)
            self.assertEqual(deliver_due(), 1)
            self.assertEqual(house.lit, {3})

    def _a_worker_is_killed_at_work(self) -> None:
        name = str(connection.settings_dict["NAME"])
        worker = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", _WORKER, name],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONPATH": "src"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert worker.stdout is not None
        try:
            self.assertEqual(worker.stdout.readline().strip(), "started")
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait(timeout=10)
            worker.stdout.close()
        time.sleep(0.1)
