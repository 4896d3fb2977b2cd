"""Letters with the link that opens a form without signing in."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import override

from sinau.evaluation.models import Invitation


def send(invitation_id: int) -> bool:
    """Write and send one letter; False when there is nothing to answer any more."""
    invitation = (
        Invitation.objects.open()
        .select_related("evaluation__agency", "to", "about")
        .filter(pk=invitation_id)
        .first()
    )
    if invitation is None or not invitation.to.email:
        return False
    context = {
        "invitation": invitation,
        "link": f"{settings.PUBLIC_URL}{invitation.get_absolute_url()}",
        "city": settings.CITY_NAME,
    }
    with override(settings.LANGUAGE_CODE):
        text = render_to_string("evaluation/letters/invitation.txt", context)
    subject, _, body = text.partition("\n")
    EmailMessage(subject.strip(), body.strip() + "\n", to=[invitation.to.email]).send()
    return True
