"""The daily letter: what one has not read yet, at most twenty lines, in plain text."""

from __future__ import annotations

import logging
from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.inbox.models import Notice, NoticeQuerySet
from sinau.kernel.clock import now, today
from sinau.kernel.words import date_id
from sinau.people.models import Person

log = logging.getLogger(__name__)

AT_MOST = 20
# A letter that could not be sent for so long is not sent any more.
NEWS_FOR = timedelta(days=7)


def news() -> NoticeQuerySet:
    """What is to be told by e-mail: not read, and in no letter yet."""
    fresh = Notice.objects.unread().filter(told_at__gt=now() - NEWS_FOR)
    return fresh.filter(by_mail=True, mailed_at=None)


def send_digests() -> int:
    """Everybody with news and an address has one letter; gives the number of letters."""
    people = news().order_by("person_id").values_list("person_id", flat=True).distinct()
    return sum(_send_safely(person_id) for person_id in list(people))


def _send_safely(person_id: int) -> bool:
    """One address that fails does not keep the others from their letter."""
    try:
        return send_digest(person_id)
    except OSError:
        log.exception("The digest of person %s was not sent", person_id)
        return False


@transaction.atomic
def send_digest(person_id: int) -> bool:
    """The person has a letter with their news; told a second time there is nothing new."""
    person = Person.objects.serving().filter(pk=person_id).exclude(email="").first()
    theirs = news().filter(person_id=person_id).order_by("-told_at", "-pk")
    notices = list(theirs.select_for_update(of=("self",)))
    if person is None or not notices:
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now())
    _letter(person, notices).send()
    return True


def _letter(person: Person, notices: list[Notice]) -> EmailMessage:
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "person": person,
            "notices": notices[:AT_MOST],
            "more": max(0, len(notices) - AT_MOST),
            "site": settings.PUBLIC_URL,
            "day": date_id(today(), weekday=True),
        }
        title = {"count": len(notices), "day": date_id(today())}
        return EmailMessage(
            subject=_("%(count)d kabar Sinau, %(day)s") % title,
            body=render_to_string("inbox/mail/digest.txt", context),
            # Names with commas ("M.Si.") would otherwise read as two addresses.
            to=[formataddr((person.full_name, person.email))],
        )
