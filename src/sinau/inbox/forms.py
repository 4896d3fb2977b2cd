"""How a person wants to hear of each kind of notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.inbox.kinds import kinds
from sinau.inbox.models import Preference
from sinau.people.models import Person

BOTH, APP, MAIL, NEVER = "keduanya", "aplikasi", "surel", "tidak"
WAYS = {BOTH: (True, True), APP: (True, False), MAIL: (False, True), NEVER: (False, False)}
WORDS = {
    BOTH: _("Di aplikasi dan surel harian"),
    APP: _("Hanya di aplikasi"),
    MAIL: _("Hanya surel harian"),
    NEVER: _("Tidak usah"),
}


class PreferencesForm(forms.Form):
    """One choice a kind; without an address for e-mail only whether to be told at all."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = WAYS if person.email else {APP: WAYS[APP], NEVER: WAYS[NEVER]}
        known = {row.kind: row for row in Preference.objects.filter(person=person)}
        for kind in kinds.values():
            row = known.get(kind.name)
            wanted = (row.in_app, row.by_mail) if row else (True, True)
            if not person.email:
                wanted = (wanted[0], False)
            self.fields[kind.name] = forms.ChoiceField(
                label=str(kind.label),
                choices=[(way, WORDS[way]) for way in ways],
                initial=next(way for way, value in WAYS.items() if value == wanted),
                widget=forms.Select,
            )

    def chosen(self) -> dict[str, tuple[bool, bool]]:
        """In the application and by e-mail, for each kind."""
        return {name: WAYS[way] for name, way in self.cleaned_data.items()}
