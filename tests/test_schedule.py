"""What runs by itself is listed in one place, and what is listed runs."""

from __future__ import annotations

from django.test import SimpleTestCase
from procrastinate.contrib.django import app

from config.schedule import SCHEDULE


class ScheduleTests(SimpleTestCase):
    def test_every_periodic_job_is_listed_with_its_hour_and_every_listed_one_runs(self) -> None:
        running = {
            (task.task.name, task.cron) for task in app.periodic_registry.periodic_tasks.values()
        }
        listed = [(run.job, run.cron) for run in SCHEDULE]
        self.assertEqual(set(listed), running)
        self.assertEqual(len(listed), len(set(listed)))
        self.assertTrue(all(run.does for run in SCHEDULE))
