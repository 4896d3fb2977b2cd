"""Parts of a page that look the same for everybody are drawn once and kept.

A third of the time of a page went into drawing buttons, rows and headings again whose words had not
changed. Loaded into every template by the settings:

- `{% include "ui/row.html" with … only %}` of a component in `PLAIN` is kept by its arguments, as long
  as they are words and numbers;
- `{% drawn_once "places" places %}…{% enddrawn_once %}` keeps what stands inside, by the values given.

What is kept belongs to one language and one process, and is forgotten as a whole when it grows. What
holds a secret of one reader (a CSRF field) must stand outside.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from copy import copy
from decimal import Decimal
from threading import Lock
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token, Variable
from django.template.context import Context
from django.template.loader_tags import IncludeNode, do_include
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

# Components that show their arguments and nothing of the request.
PLAIN = frozenset(
    f"ui/{name}.html"
    for name in (
        "avatar", "button", "callout", "empty_state", "number", "row", "section_head", "stat",
        "status", "tag",
    )
)  # fmt: skip
MOST = 4096
# Longer ones are rarely seen twice, and would fill the memory.
LONGEST = 400
_DIFFERENT = object()


class Kept:
    """What was drawn, by what it was drawn from."""

    def __init__(self) -> None:
        self._drawn: dict[Hashable, SafeString] = {}
        self._lock = Lock()

    def get(self, key: Hashable, draw: Callable[[], str]) -> SafeString:
        """What is kept for this key, drawn now if it is not."""
        found = self._drawn.get(key)
        if found is None:
            found = mark_safe(draw())
            with self._lock:
                if len(self._drawn) >= MOST:
                    self._drawn.clear()
                self._drawn[key] = found
        return found

    def forget(self) -> None:
        """Draw everything anew from now on."""
        with self._lock:
            self._drawn.clear()


kept = Kept()


def _plain(value: Any) -> Any:
    """The value as a part of a key; `_DIFFERENT` for what may look different although it is equal."""
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, str):
        return (value, isinstance(value, SafeString)) if len(value) <= LONGEST else _DIFFERENT
    if value is None or isinstance(value, bool | int | float | Decimal):
        # 1, True, Decimal(1) and Decimal("1.00") are equal, but are not shown alike.
        return (str(value), type(value))
    if isinstance(value, list | tuple):
        parts = tuple(map(_plain, value))
        return _DIFFERENT if _DIFFERENT in parts else parts
    return _DIFFERENT


class KeptIncludeNode(IncludeNode):
    """An include of a plain component with nothing but its arguments."""

    def __init__(self, node: IncludeNode, name: str) -> None:
        super().__init__(node.template, extra_context=node.extra_context, isolated_context=True)
        self.name = name

    def render(self, context: Context) -> SafeString:
        """The component; drawn at most once for arguments that are words and numbers."""
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        parts = tuple(map(_plain, values.values()))
        if _DIFFERENT in parts:
            return super().render(context)
        shown = (get_language(), context.autoescape, context.use_l10n)
        key = (self.name, shown, tuple(values), parts)
        return kept.get(key, lambda: super(KeptIncludeNode, self).render(context))


@register.tag("include")
def include(parser: Parser, token: Token) -> IncludeNode:
    """Django's `include`; what is plain is kept."""
    node = do_include(parser, token)
    named = node.template.var
    if node.isolated_context and not settings.DEBUG and not isinstance(named, Variable):
        name = str(named)
        if name in PLAIN:
            return KeptIncludeNode(node, name)
    return node


class DrawnOnceNode(template.Node):
    """What stands inside, kept by a name and the values it is drawn from."""

    def __init__(self, name: str, by: list[FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.by = by
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """As it was drawn from equal values."""
        if settings.DEBUG:
            return self.nodelist.render(context)
        # A copy is the value itself and no longer the promise that holds the request.
        by = [copy(value) if bool(value) else None for value in self._values(context)]
        key = (self.name, get_language(), *by)
        return kept.get(key, lambda: self.nodelist.render(context))

    def _values(self, context: Context) -> Iterator[Any]:
        return (value.resolve(context) for value in self.by)


@register.tag
def drawn_once(parser: Parser, token: Token) -> DrawnOnceNode:
    """`{% drawn_once "name" value … %}…{% enddrawn_once %}`; the values must be hashable."""
    _tag, *bits = token.split_contents()
    if not bits or bits[0][:1] not in "'\"":
        raise template.TemplateSyntaxError("drawn_once needs a name in quotation marks.")
    nodelist = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return DrawnOnceNode(bits[0][1:-1], [parser.compile_filter(bit) for bit in bits[1:]], nodelist)
