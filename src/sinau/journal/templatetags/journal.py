"""The history of a thing, from the journal."""

from typing import Any

from django import template

from sinau.journal.models import Entry

register = template.Library()


@register.inclusion_tag("journal/parts/timeline.html")
def timeline(*subjects: str, limit: int = 50) -> dict[str, Any]:
    """Who did what with these things, newest first."""
    entries = Entry.objects.about(*subjects).select_related("told_by").order_by("-pk")[:limit]
    return {"entries": entries}
