"""Small commands: Django's own, the shell, telling a listener again, the word list."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from launcher import stamps
from launcher.environment import ready_environment
from launcher.house import base_env, opened
from launcher.places import DataFolder
from launcher.processes import Supervisor
from launcher.trouble import Trouble


def manage(args: Namespace) -> int:
    """One of Django's commands with our settings and database."""
    if not args.rest:
        raise Trouble("Sebutkan perintah Django, misalnya: ./sinau manage createsuperuser")
    return django(args, *args.rest)


def shell(args: Namespace) -> int:
    """Python with all models at hand."""
    return django(args, "shell")


def retell(args: Namespace) -> int:
    """Build what a listener keeps anew from the journal."""
    return django(args, "retell", *([args.listener] if args.listener else []))


def lrs_credential(args: Namespace) -> int:
    """A key for a system that speaks xAPI with us, printed as one JSON object."""
    scopes = [word for scope in args.scope or () for word in ("--scope", scope)]
    return django(args, "lrs_credential", "--name", args.name, *scopes)


def lrs_export(args: Namespace) -> int:
    """The statements of the record store as a file."""
    since = ["--since", args.since] if args.since else []
    return django(args, "lrs_export", str(Path(args.file).absolute()), *since)


def lrs_import(args: Namespace) -> int:
    """The statements of a file in the record store."""
    return django(args, "lrs_import", str(Path(args.file).absolute()))


def create_token(args: Namespace) -> int:
    """A token for `/api/v1/`; only its secret is printed."""
    said = ["--person", args.person, "--name", args.name, "--days", args.days]
    return django(args, "create_token", *said, "--scopes", *args.scopes)


def recompute_credit(args: Namespace) -> int:
    """Compute the JP ledger again from the facts; fails when something differs."""
    asked = {"--person": args.person, "--agency": args.agency}
    words = [part for name, value in asked.items() if value for part in (name, value)]
    return django(args, "recompute_credit", *words)


def risk(args: Namespace) -> int:
    """The probability model for other programs; it needs no database."""
    with Supervisor() as supervisor:
        environment = ready_environment(supervisor)
        words = (environment.python, "-m", "sinau.risk.commandline", *args.rest)
        return supervisor.foreground(*words, env=base_env())


def translations(args: Namespace) -> int:
    """Put every new word into the catalogue, and say how many wait for a translation."""
    with Supervisor() as supervisor:
        environment = ready_environment(supervisor, dev=True)
        return supervisor.foreground(
            *(environment.python, "-m", "launcher.translations", "update"), env=base_env()
        )


def django(args: Namespace, *words: str) -> int:
    """One of our own commands, with the house open around it."""
    data = DataFolder.named(args.data_dir)
    with Supervisor() as supervisor, opened(data, supervisor) as house:
        # Whatever it does to the tables, the next start looks at them again.
        stamps.forget(data.stamps / "tables")
        return supervisor.foreground(*house.django(*words), env=house.env())
