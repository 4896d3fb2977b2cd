"""Write the public entry of a use, send it for approval, and let everybody read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.innovation.actions.plans import OwnPlan
from sinau.innovation.events import EntryApproved, EntryChanged, EntryReturned, EntrySent
from sinau.innovation.models import EntryDecision, EntryVersion, Idea, Plan, UseEntry
from sinau.innovation.record import TEAM, content_of, fields, fingerprint_of, lines_of
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class EntryIncomplete(Refused):
    """Needed fields are empty, or nothing differs from what is already public."""


@transaction.atomic
def change_entry(
    idea: Idea, said: Mapping[str, str], *, hidden: Iterable[str], by: Person
) -> UseEntry:
    """The team's fields say this and these are kept back; the same again changes nothing."""
    own = {field.key for field in fields() if field.origin == TEAM}
    closable = {field.key for field in fields() if not field.always}
    entry, _new = UseEntry.objects.select_for_update().get_or_create(
        idea=idea, defaults={"changed_by": by, "changed_at": now()}
    )
    kept = {**entry.said, **{key: text.strip() for key, text in said.items() if key in own}}
    held = sorted(set(hidden) & closable)
    titles = [
        field.title
        for field in fields()
        if kept.get(field.key, "") != entry.said.get(field.key, "")
        or (field.key in held) != (field.key in entry.hidden)
    ]
    if not titles:
        return entry
    entry.said, entry.hidden, entry.changed_by, entry.changed_at = kept, held, by, now()
    entry.save()
    announce(
        EntryChanged(
            idea_id=idea.pk, title=idea.title, fields=", ".join(titles), owner_id=idea.owner_id
        ),
        by=by,
    )
    return entry


@transaction.atomic
def send_entry(idea: Idea, *, note: str, by: Person) -> EntryVersion:
    """The words of today wait for approval as a numbered version; the same words are sent once."""
    Idea.objects.select_for_update().get(pk=idea.pk)
    lines = lines_of(Plan.objects.get(idea=idea), UseEntry.objects.filter(idea=idea).first())
    if missing := [line.field.title for line in lines if line.is_missing]:
        raise EntryIncomplete(
            _("Keterangan belum lengkap."),
            reasons=[_("%(field)s belum diisi.") % {"field": title} for title in missing],
            back=idea.get_absolute_url(),
        )
    content = content_of(lines)
    seal = fingerprint_of(content)
    last = idea.entry_versions.select_related("decision").first()
    if last is not None and last.fingerprint == seal and _is_alive(last):
        return last
    version = EntryVersion.objects.create(
        idea=idea,
        number=last.number + 1 if last else 1,
        content=content,
        fingerprint=seal,
        note=note,
        sent_by=by,
        sent_at=now(),
    )
    announce(
        EntrySent(
            idea_id=idea.pk,
            title=idea.title,
            version_id=version.pk,
            number=version.number,
            agency_id=idea.agency_id,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    return version


@transaction.atomic
def decide_entry(version: EntryVersion, *, approve: bool, note: str, by: Person) -> EntryDecision:
    """Everybody reads this version, or it goes back with a note; the first decision stands."""
    idea = version.idea
    if by.pk in (version.sent_by_id, idea.owner_id):
        raise OwnPlan(
            _(
                "Anda pemilik layanan ini atau pengirim keterangannya. Pimpinan lain yang memutuskan."
            ),
            back=idea.get_absolute_url(),
        )
    EntryVersion.objects.select_for_update().get(pk=version.pk)
    decision, is_new = EntryDecision.objects.get_or_create(
        version=version,
        defaults={
            "is_approved": approve,
            "note": note,
            "decided_by": by,
            "decided_at": now(),
        },
    )
    if is_new and approve:
        announce(
            EntryApproved(
                idea_id=idea.pk,
                title=idea.title,
                version_id=version.pk,
                number=version.number,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    elif is_new:
        announce(
            EntryReturned(
                idea_id=idea.pk,
                title=idea.title,
                version_id=version.pk,
                number=version.number,
                note=note,
                sent_by_id=version.sent_by_id,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    return decision


def _is_alive(version: EntryVersion) -> bool:
    """Waiting, or approved: not sent back."""
    decision = getattr(version, "decision", None)
    return decision is None or decision.is_approved
