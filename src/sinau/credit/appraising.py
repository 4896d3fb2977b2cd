"""Says to whoever asks what an activity would be worth, by the rules in use; nothing is written."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from sinau.credit.computing import HOUR, STATED, Activity, Basis, NoRule, worth
from sinau.credit.models import RuleVersion
from sinau.kernel.appraising import Appraisal, Told, appraises


@appraises
def appraise(told: Told) -> Appraisal | None:
    """The JP before yearly caps, and the rule that gives them; None where no rule is in force."""
    rules = RuleVersion.objects.filter(form__in=(told.form, STATED, HOUR), in_use=True)
    activity = Activity(
        form=told.form,
        ended_on=told.ended_on,
        stated_jp=told.stated_jp,
        minutes=told.minutes,
        days=(told.ended_on - told.started_on).days + 1,
    )
    if told.emp_kind:
        activity = replace(activity, emp_kind=told.emp_kind)
    versions = {rule.pk: rule for rule in rules}
    try:
        found = worth(activity, [rule.conversion() for rule in versions.values()])
    except NoRule:
        return None
    version = versions.get(found.rule.rule_id or 0)
    content = version.content if version else {}
    words = {
        Basis.STATED: _("JP yang ditetapkan program"),
        Basis.TABLE: _("tabel konversi: %(label)s") % {"label": content.get("label", "")},
    }
    return Appraisal(
        jp=found.jp,
        rule=words.get(found.basis, str(_("lama belajar, 45 menit tiap JP"))),
        regulation=content.get("regulation", ""),
        verified=bool(content.get("verified", True)),
    )
