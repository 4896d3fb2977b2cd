"""What a new risk is begun with: a suggestion, a box of the taxonomy, or a risk from a list made apart."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from sinau.people.models import Person
from sinau.risk.actions.taxonomies import Causes, classify_risk, match_naming
from sinau.risk.models import Naming, Register, Risk
from sinau.risk.taxonomy import Subdomain, Suggestion, suggestion, taxonomy


@dataclass(frozen=True, kw_only=True)
class Start:
    """What the address of the page names, as far as it is known here."""

    suggestion: Suggestion | None = None
    box: Subdomain | None = None
    naming: Naming | None = None

    @property
    def controls(self) -> tuple[str, ...]:
        """What else is suggested to keep it small."""
        return self.suggestion.controls[1:] if self.suggestion else ()

    @property
    def initial(self) -> dict[str, str]:
        """The fields that are filled in; how likely and how bad is always for people to say."""
        if self.suggestion:
            taken = self.suggestion
            return {
                "event": taken.event,
                "cause": taken.cause,
                "impact_text": taken.impact_text,
                "category": taken.category,
                "control_name": taken.controls[0],
            }
        return {"event": self.naming.text} if self.naming else {}

    def finish(self, risk: Risk, *, by: Person) -> None:
        """The new risk lies in the box, and the naming means it."""
        if self.suggestion:
            taken = self.suggestion
            causes = Causes(entity=taken.entity, intent=taken.intent, timing=taken.timing)
            classify_risk(risk, taken.subdomain, causes, by=by, suggestion=taken.key)
        elif self.box:
            classify_risk(risk, self.box.code, by=by)
        if self.naming:
            match_naming(self.naming, risk, by=by)


def start_of(query: QueryDict, register: Register, person: Person) -> Start:
    """From the address: `saran`, `subranah` or `daftar`; what is unknown is left out."""
    said = query.get("daftar", "")
    naming = None
    if said.isascii() and said.isdigit() and len(said) < 10:
        seen = Naming.objects.visible_to(person).filter(register=register)
        naming = seen.filter(pk=int(said)).first()
    return Start(
        suggestion=suggestion(query.get("saran", "")),
        box=taxonomy().find(query.get("subranah", "")),
        naming=naming,
    )
