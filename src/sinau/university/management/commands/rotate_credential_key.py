"""Sign credentials with a new key from now on; what former keys signed can still be checked."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from sinau.journal.announcing import announce
from sinau.university.certificates import keys
from sinau.university.events import CredentialKeyRotated


class Command(BaseCommand):
    help = "Make a new key for signing credentials and keep the former ones for checking."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, write it in the journal, say the address of the new key."""
        with transaction.atomic():
            method = keys.rotate()
            announce(CredentialKeyRotated(method=method), by=None)
        self.stdout.write(method)
