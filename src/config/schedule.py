"""Everything that runs by itself. Each entry is a cron line, a job of an app, and what it does.

Cron reads UTC, which is seven hours behind the city: 18.40 is 01.40 WIB. A job takes its line from
here (`@app.periodic(cron=cron("app.job"))` in its `tasks.py`), so nothing runs that is not listed.
"""

from __future__ import annotations

from typing import NamedTuple


class Run(NamedTuple):
    """A job the worker starts by itself."""

    cron: str
    job: str
    does: str


SCHEDULE = (
    Run(
        "* * * * *",
        "journal.deliver_due",
        "Each minute: tells again what is due, and what a dead worker left behind.",
    ),
    Run(
        "* * * * *",
        "records.follow_due",
        "Each minute: turns statements of other systems that speak of learning into facts.",
    ),
    Run(
        "* * * * *",
        "records.forward_due",
        "Each minute: passes statements on to other systems.",
    ),
    Run(
        "* * * * *",
        "records.count_statements",
        "Each minute: counts the statements that came, so that no page has to.",
    ),
    Run(
        "* * * * *",
        "records.settle_references",
        "Each minute: joins statements to what they refer to when both came in the same moment.",
    ),
    Run(
        "35 * * * *",
        "packages.abandon_silent",
        "Each hour: gives up launched units of packages that said nothing for a day.",
    ),
    Run(
        "* * * * *",
        "university.hand_in_expired",
        "Each minute: hands in quizzes whose time is up, with the answers that were saved.",
    ),
    Run(
        "*/2 * * * *",
        "knowledge.go_on_reading",
        "Every two minutes: goes on reading documents where a dead worker left some.",
    ),
    Run(
        "* * * * *",
        "university.go_on_printing",
        "Each minute: goes on printing certificates where a dead worker left some.",
    ),
    Run(
        "* * * * *",
        "knowledge.go_on_carrying",
        "Each minute: goes on bringing in and packing knowledge where a dead worker left some.",
    ),
    Run(
        "20 * * * *",
        "knowledge.clear_parcels",
        "Each hour: deletes packed knowledge whose time is over, offers harvesters what they never heard of.",
    ),
    Run(
        "* * * * *",
        "search.embed_waiting",
        "Each minute: gives new passages their vectors, and goes on where a dead worker stopped.",
    ),
    Run(
        "* * * * *",
        "search.read_anew",
        "Each minute: after an upgrade that reads texts otherwise, reads the index anew, a little at a time.",
    ),
    Run(
        "5 18 * * *",
        "records.make_room",
        "At 01.05 WIB: makes next month's partitions of statements, and deletes passes that are over.",
    ),
    Run(
        "25 18 * * *",
        "records.clear_counters",
        "At 01.25 WIB: deletes counters by the minute and refused requests that no page shows.",
    ),
    Run(
        "10 17 * * *",
        "university.release_seats",
        "At 00.10 WIB: frees seats kept for an agency whose day has come, for those who wait.",
    ),
    Run(
        "40 18 * * *",
        "communities.open_agency_communities",
        "At 01.40 WIB: puts the communities of new, renamed and merged agencies in order.",
    ),
    Run(
        "10 0 * * *",
        "practice.ask_what_became",
        "At 07.10 WIB: asks everybody whose plan of action is 3 or 6 months old what became of it.",
    ),
    Run(
        "50 18 * * *",
        "university.analyse_questions",
        "At 01.50 WIB: measures how the questions of each quiz do, and tells which passages were failed.",
    ),
    Run(
        "50 18 * * *",
        "university.tend_duties",
        "At 01.50 WIB: asks people who came to fit a rule, reminds, and tells heads who is late.",
    ),
    Run(
        "*/2 * * * *",
        "innovation.go_on_scoring",
        "Every two minutes: goes on with evaluations of AI services that a dead worker left behind.",
    ),
    Run(
        "* * * * *",
        "ask.go_on_examining",
        "Each minute: goes on with examinations of the answer desk where a dead worker left some.",
    ),
    Run(
        "20 20 * * *",
        "ask.clear_calls",
        "At 03.20 WIB: forgets calls to the language model after their time, and public askers.",
    ),
    Run(
        "30 22 * * *",
        "knowledge.turn_terms",
        "At 05.30 WIB: says which texts come due or expire, asks deputies, counts the collection.",
    ),
    Run(
        "15 20 * * *",
        "inbox.clear_expired",
        "At 03.15 WIB: deletes notices older than 90 days.",
    ),
    Run(
        "30 20 * * *",
        "search.forget_old_counts",
        "At 03.30 WIB: deletes counts of searches older than 90 days.",
    ),
    Run(
        "15 23 * * *",
        "search.look_at_watched",
        "At 06.15 WIB: looks watched searches up again, and tells who watches of new results.",
    ),
    Run(
        "*/10 * * * *",
        "risk.finish_silent",
        "Every ten minutes: finishes results of registers that a dead worker left behind.",
    ),
    Run(
        "5 17 * * *",
        "risk.reveal_due",
        "At 00.05 WIB: opens the answers of estimation rounds whose last day is over.",
    ),
    Run(
        "0 23 * * *",
        "evaluation.ask_due",
        "At 06.00 WIB: asks how learning of three months ago is used, and reminds who has not answered.",
    ),
    Run(
        "10 * * * *",
        "risk.remind_of_notices",
        "Each hour: reminds of notices of failed data protection that are due within a day, or late.",
    ),
    Run(
        "0 23 * * *",
        "risk.remind_of_cycles",
        "At 06.00 WIB: reminds of risk registers that are due for review, and of quarters not watched.",
    ),
    Run(
        "30 23 * * *",
        "inbox.send_digests",
        "At 06.30 WIB: sends one letter to everybody who has unread news.",
    ),
)


def cron(job: str) -> str:
    """When a job runs; one that is not listed does not run by itself."""
    return {run.job: run.cron for run in SCHEDULE}[job]
