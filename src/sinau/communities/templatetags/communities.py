"""Words for the state of a conversation."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.communities.models import Conversation

register = template.Library()

# From the clocks people know from LAPOR: three and ten days.
SOON, LATE = 3, 10


@register.simple_tag
def list_of(*values: object) -> list[object]:
    """A list of words for the quiet line of a row; empty ones are left out there."""
    return list(values)


@register.simple_tag
def state_of(conversation: Conversation) -> dict[str, str]:
    """Tone, word and icon of what has become of it; a talk has none but its icon."""
    if conversation.hidden_at is not None:
        return {"tone": "bad", "label": _("Disembunyikan"), "icon": "eye-off"}
    if getattr(conversation, "is_knowledge", False):
        return {"tone": "earned", "label": _("Menjadi pengetahuan"), "icon": "badge-check"}
    if not conversation.is_question:
        return {"tone": "", "label": "", "icon": "messages-square"}
    if conversation.accepted_id is not None:
        return {"tone": "good", "label": _("Terjawab"), "icon": "circle-check"}
    return {"tone": "wait", "label": _("Belum terjawab"), "icon": "circle-question-mark"}


@register.simple_tag
def waiting(conversation: Conversation) -> dict[str, str]:
    """How long a question has waited, and how grave that is."""
    days = conversation.waiting_days
    if days == 0:
        return {"tone": "info", "label": _("Baru hari ini")}
    label = ngettext("Menunggu %(n)s hari", "Menunggu %(n)s hari", days) % {"n": days}
    return {"tone": "info" if days < SOON else "wait" if days < LATE else "bad", "label": label}
