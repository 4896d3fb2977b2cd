"""Letters about one's account, to the office address and nowhere else."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

from sinau.people.accounts.actions import recovery_link
from sinau.people.models import Person

HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600
LETTERS = ("recovery", "password_changed", "factor_added", "factor_removed")


def send(nip: str, letter: str) -> bool:
    """Write and send one letter; False when nobody with an address has this number."""
    person = Person.objects.serving().filter(nip=nip).exclude(email="").first()
    if person is None or letter not in LETTERS:
        return False
    context = {
        "person": person,
        "hours": HOURS,
        "url": settings.PUBLIC_URL,
        "city": settings.CITY_NAME,
        "link": recovery_link(person) if letter == "recovery" else "",
    }
    with override(settings.LANGUAGE_CODE):
        text = render_to_string(f"people/letters/{letter}.txt", context)
    subject, _, body = text.partition("\n")
    EmailMessage(subject.strip(), body.strip() + "\n", to=[person.email]).send()
    return True
