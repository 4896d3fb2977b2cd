"""Propose a language model, put it to use by a person's yes after an examination, and end its use."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.ask.events import LanguageApproved, LanguageEnded, LanguageProposed
from sinau.ask.models import Call, Language, Outcome
from sinau.ask.standing import desk_standing
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class NotYetExamined(Refused):
    """A model goes to use after an examination of exactly this proposal."""


class UseNotApproved(Refused):
    """A model is used only while the desk is an AI use whose gate is open."""


@transaction.atomic
def propose_language(language: Language, *, by: Person) -> Language:
    """The proposal waits for its examination; nothing changes for those who ask."""
    language.proposed_by, language.proposed_at = by, now()
    language.save()
    announce(
        LanguageProposed(language_id=language.pk, model=language.model, base_url=language.base_url),
        by=by,
    )
    return language


@transaction.atomic
def approve_language(language: Language, *, by: Person) -> Language:
    """The desk uses this proposal from now on; what it used before has ended. Once is enough."""
    language = Language.objects.select_for_update().get(pk=language.pk)
    if language.approved_at is not None:
        return language
    if not language.runs.filter(finished_at__isnull=False).exists():
        raise NotYetExamined(
            _("Usulan ini belum diuji. Jalankan ujian, lihat perbandingannya, lalu setujui.")
        )
    standing = desk_standing()
    if not standing.may_use_a_model:
        raise UseNotApproved(
            _(
                "Model bahasa hanya dipakai selama Tanya terdaftar sebagai penggunaan AI yang disetujui."
            ),
            reasons=standing.reasons or [_("Tanya belum dihubungkan dengan daftar penggunaan AI.")],
        )
    end_language(by=by)
    language.approved_by, language.approved_at = by, now()
    language.save(update_fields=["approved_by", "approved_at"])
    announce(LanguageApproved(language_id=language.pk, model=language.model), by=by)
    return language


@transaction.atomic
def end_language(*, by: Person) -> None:
    """No model is used any more; the quotes stay. A second time nothing changes."""
    language = Language.objects.select_for_update().in_use()
    if language is None:
        return
    language.ended_by, language.ended_at = by, now()
    language.save(update_fields=["ended_by", "ended_at"])
    announce(LanguageEnded(language_id=language.pk, model=language.model), by=by)


@transaction.atomic
def set_aside(language: Language, *, by: Person) -> None:
    """A proposal is not followed; a second time nothing changes."""
    Language.objects.proposed().filter(pk=language.pk).update(ended_by=by, ended_at=now())


def want_cancelled(call: Call) -> None:
    """Whoever writes it stops at its next word."""
    Call.objects.filter(pk=call.pk, outcome=Outcome.RUNNING).update(cancel_wanted_at=now())


def clear_calls() -> int:
    """Calls older than their model's setting says are gone; gives how many."""
    gone = 0
    for language in Language.objects.all():
        old = language.calls.filter(started_at__lt=now() - timedelta(days=language.keep_days))
        gone += old.delete()[0]
    return gone
