"""Let a register use another version of the matrix."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.risk.actions.registers import recount
from sinau.risk.actions.risks import place_anew
from sinau.risk.events import FrameworkAdopted
from sinau.risk.models import Framework, Register


class OtherSize(Refused):
    """Assessments are moved only to a matrix of the same size."""


@transaction.atomic
def adopt_framework(register: Register, framework: Framework, *, by: Person) -> Register:
    """The register uses this version, its open risks placed on it anew at the same steps.

    What was assessed before keeps the version it was assessed under. Twice changes nothing.
    """
    register = Register.objects.select_for_update().select_related("framework").get(pk=register.pk)
    if register.framework_id == framework.pk:
        return register
    old, new = register.framework.scale, framework.scale
    risks = list(
        register.risks.filter(closure=None).select_related("inherent", "residual", "acceptance")
    )
    if risks and (len(old.likelihoods), len(old.impacts)) != (
        len(new.likelihoods),
        len(new.impacts),
    ):
        raise OtherSize(
            _(
                "Matriks itu berukuran lain, jadi penilaian yang ada tidak dapat dipindahkan. "
                "Buka register baru dengan kerangka itu."
            ),
            back=register.get_absolute_url(),
        )
    register.framework = framework
    register.save(update_fields=["framework"])
    for risk in risks:
        risk.register = register
        place_anew(risk, by=by)
    recount(register.pk)
    announce(
        FrameworkAdopted(
            register_id=register.pk,
            framework_id=framework.pk,
            title=framework.title,
            version=framework.version,
            count=len(risks),
            owner_id=register.keeper_id,
        ),
        by=by,
    )
    return register
