"""`{% load knowledge %}`: the state of an article in a word."""

from django import template

from sinau.knowledge.models import Article
from sinau.knowledge.views.showing import state_of

register = template.Library()


@register.simple_tag
def article_state(article: Article) -> tuple[str, str]:
    """(tone, word): `{% article_state article as state %}`."""
    return state_of(article)
