"""Begin a plan, write its parts, and agree to how it treats personal data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.innovation import planning
from sinau.innovation.actions.gates import reconsider_gate
from sinau.innovation.actions.ideas import NotYetPossible
from sinau.innovation.actions.refusals import written_down
from sinau.innovation.events import PlanBegun, PlanChanged, PrivacyAgreed
from sinau.innovation.models import Idea, Plan, PrivacyAgreement, Stage
from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.actions import open_register


class OwnPlan(Refused):
    """Nobody agrees to their own plan or starts their own pilot."""


class BackDated(Refused):
    """A day is put where it cannot have been."""


class PlanMovedOn(Refused):
    """Somebody else changed the plan since this page was opened."""


class NothingToAgree(Refused):
    """There is no assessment of personal data to agree to."""


@written_down(gettext_lazy("memulai rencana"))
def begin_plan(idea: Idea, *, by: Person) -> Plan:
    """The idea has a plan to fill and a register for its risks; a second time the same ones."""
    if idea.stage == Stage.DRAFT:
        raise NotYetPossible(
            _("Ajukan gagasan ini lebih dulu, supaya perangkat daerah lain dapat melihatnya."),
            back=idea.get_absolute_url(),
        )
    if idea.stage in (Stage.DECLINED, Stage.MERGED):
        raise NotYetPossible(
            _("Gagasan ini tidak dilanjutkan atau sudah digabung ke gagasan lain."),
            back=idea.get_absolute_url(),
        )
    plan, is_new = Plan.objects.get_or_create(
        idea=idea, defaults={"begun_at": now(), "changed_at": now(), "changed_by": by}
    )
    if not is_new:
        return plan
    idea.register = open_register(
        title=idea.title,
        subject=idea.summary,
        agency=idea.agency,
        partners=[row.agency for row in idea.partners.select_related("agency")],
        keeper=idea.owner,
        source=f"innovation.idea:{idea.pk}",
        source_url=idea.get_absolute_url(),
        by=by,
    )
    idea.stage, idea.changed_at = Stage.PLAN, now()
    idea.save(update_fields=["register", "stage", "changed_at"])
    announce(
        PlanBegun(
            idea_id=idea.pk,
            title=idea.title,
            register_id=idea.register.pk,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    return plan


@written_down(gettext_lazy("mengubah rencana"), find=lambda plan: plan.idea)
def change_plan(
    plan: Plan, values: Mapping[str, Any], *, by: Person, version: int | None = None
) -> Plan:
    """The plan says this in a new version; the same values change nothing.

    With the `version` somebody had before them, a plan that moved on since then is not overwritten.
    A change of what is said about data needs the agreement of the privacy officer again, and every
    change the signatures.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    plan.refresh_from_db()
    if version is not None and plan.version != version and _differs(plan, values):
        raise PlanMovedOn(
            _(
                "%(name)s mengubah rencana ini sesudah Anda membukanya. Bandingkan, lalu simpan lagi."
            )
            % {"name": plan.changed_by.name},
            back=plan.get_absolute_url(),
        )
    tried = values.get("fallback_tried_on")
    if tried is not None and tried != plan.fallback_tried_on and tried < _begun_on(plan):
        raise BackDated(
            _("Cara cadangan tidak mungkin dicoba sebelum rencananya dimulai."),
            back=plan.get_absolute_url(),
        )
    changed = [name for name, value in values.items() if getattr(plan, name) != value]
    if not changed:
        return plan
    for name in changed:
        setattr(plan, name, values[name])
    plan.version += 1
    plan.changed_at, plan.changed_by = now(), by
    plan.save()
    idea = plan.idea
    idea.changed_at = now()
    idea.save(update_fields=["changed_at"])
    announce(
        PlanChanged(
            idea_id=idea.pk,
            title=idea.title,
            version=plan.version,
            fields=", ".join(planning.label(name) for name in changed),
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    reconsider_gate(idea)
    return plan


def _differs(plan: Plan, values: Mapping[str, Any]) -> bool:
    return any(getattr(plan, name) != value for name, value in values.items())


def _begun_on(plan: Plan) -> date:
    return plan.begun_at.astimezone(WIB).date()


@written_down(gettext_lazy("menyetujui dampak data pribadi"), find=lambda plan: plan.idea)
def agree_privacy(plan: Plan, *, by: Person, note: str = "") -> PrivacyAgreement:
    """A privacy officer agrees to the text as it is now; the same text twice is one row."""
    idea = plan.idea
    if by.pk in (idea.owner_id, plan.changed_by_id):
        raise OwnPlan(
            _("Anda pemilik gagasan ini atau menulis rencananya. Petugas lain yang menyetujuinya."),
            back=plan.get_absolute_url(),
        )
    if not plan.personal_data or not plan.privacy_note:
        raise NothingToAgree(
            _("Belum ada penilaian dampak data pribadi yang dapat disetujui."),
            back=plan.get_absolute_url(),
        )
    agreement, is_new = PrivacyAgreement.objects.get_or_create(
        plan=plan,
        fingerprint=plan.privacy_fingerprint,
        defaults={"agreed_by": by, "agreed_at": now(), "note": note},
    )
    if is_new:
        announce(
            PrivacyAgreed(
                idea_id=idea.pk,
                title=idea.title,
                version=plan.version,
                note=note,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
        reconsider_gate(idea)
    return agreement
