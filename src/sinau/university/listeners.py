"""What the university does when others speak.

The JP ledger: certificates get their JP and their hash. Learning and deeds anywhere: stations of
paths are reached, and what was asked of people is done. Staff records: rules look for newcomers.
"""

from __future__ import annotations

import re

from sinau.communities.events import AnswerAccepted, ConversationStarted, ReplyWritten
from sinau.credit.events import JpAdjusted, JpCredited, JpReversed
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.knowledge.events import RegulationAffected
from sinau.people.events import ImportCommitted, PersonPosted, RoleGranted
from sinau.university.actions.certificates import credit, reverse_credit
from sinau.university.actions.doubts import Change, doubt_what_cites
from sinau.university.actions.duties import note_done, take_newcomers
from sinau.university.actions.papers import begin_run
from sinau.university.actions.walking import follow
from sinau.university.events import ClassClosed, LearningCompleted, PathCompleted
from sinau.university.models import Certificate, Completion, TrainingClass

_OURS = re.compile(r"university\.(?:completion|attendance):(\d+)")

_OWN_EVIDENCE = ("university.completion", "university.attendance", "university.path_completion")


def _forget() -> None:
    Certificate.objects.update(
        jp=None, ledger_entry=None, ledger_hash="", reversed_at=None, reversal_reason=""
    )


@hears(JpCredited, JpReversed, JpAdjusted, forget=_forget)
def keep_what_the_ledger_says(fact: JpCredited | JpReversed | JpAdjusted, entry: Entry) -> None:
    """The certificate of the learning shows what stands in the ledger now."""
    ours = _OURS.fullmatch(fact.evidence)
    if ours is None:
        return
    completion = int(ours[1])
    if isinstance(fact, JpReversed):
        reverse_credit(completion, entry_id=fact.entry_id, at=entry.told_at, reason=fact.reason)
    elif isinstance(fact, JpAdjusted):
        credit(completion, entry_id=fact.entry_id, jp=fact.jp_now, ledger_hash=fact.hash)
    else:
        credit(completion, entry_id=fact.entry_id, jp=fact.jp, ledger_hash=fact.hash)


@hears(ClassClosed)
def print_certificates(fact: ClassClosed, entry: Entry) -> None:
    """The worker prints what the closing has issued; a class without certificates needs none."""
    issued = Certificate.objects.filter(completion__training_class=fact.class_id)
    training_class = TrainingClass.objects.filter(pk=fact.class_id).first()
    if training_class is not None and issued.exists():
        begin_run(training_class, by=entry.told_by)


@hears(LearningCompleted, PathCompleted)
def follow_learning(fact: LearningCompleted | PathCompleted, entry: Entry) -> None:
    """Stations of paths are reached, and what was asked of the person is done."""
    noun, _colon, key = fact.evidence.partition(":")
    if noun not in _OWN_EVIDENCE:
        # Practised elsewhere in the house: "practice.cycle:3" reaches a station that asks for one.
        follow(fact.person_id, noun=noun)
        return
    completion = Completion.objects.select_related("training_class").filter(pk=int(key)).first()
    if completion is None:
        return
    if isinstance(fact, LearningCompleted):
        follow(fact.person_id, completion=completion)
    note_done(completion)


@hears(ConversationStarted, ReplyWritten, AnswerAccepted)
def follow_deeds(fact: ConversationStarted | ReplyWritten | AnswerAccepted, entry: Entry) -> None:
    """A question asked or answered in a community reaches the stations that ask for it."""
    if isinstance(fact, ConversationStarted):
        follow(fact.asker_id, noun="communities.conversation")
    elif isinstance(fact, ReplyWritten):
        follow(fact.author_id, noun="communities.reply")
    else:
        follow(fact.author_id, noun="communities.answer")


@hears(PersonPosted, ImportCommitted, RoleGranted)
def ask_newcomers(fact: PersonPosted | ImportCommitted | RoleGranted, entry: Entry) -> None:
    """Who came to fit a rule by this is asked what the rule asks."""
    if isinstance(fact, ImportCommitted):
        take_newcomers(list(fact.person_ids))
    else:
        take_newcomers([fact.person_id])


@hears(RegulationAffected)
def doubt_what_cites_it(fact: RegulationAffected, entry: Entry) -> None:
    """Lessons and questions that cite the regulation wait on their keepers' desk."""
    doubt_what_cites(
        Change(
            regulation=fact.regulation_id,
            short_title=fact.short_title,
            is_repeal=fact.effect == "repealed",
            pasal=fact.pasal,
            units=fact.units,
            because=fact.because,
        )
    )
