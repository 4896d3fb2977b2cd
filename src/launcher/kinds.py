"""The words after a verb of `./sinau` that knows several kinds, each done by a Django command of its own."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Word:
    """What is said after a kind: a value, with `is_path` a place on this disk, with `is_flag` a plain yes.

    One that does not begin with "--" stands in its place.
    """

    name: str
    help: str
    metavar: str = ""
    required: bool = False
    is_flag: bool = False
    is_path: bool = False

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        """The parser knows it."""
        if self.is_flag:
            parser.add_argument(self.name, action="store_true", help=self.help)
        elif self.name.startswith("--"):
            parser.add_argument(
                self.name, metavar=self.metavar, required=self.required, help=self.help
            )
        else:
            parser.add_argument(self.name, metavar=self.metavar, help=self.help)

    def said(self, args: Namespace) -> list[str]:
        """It, as the Django command is told of it; nothing where it was not said."""
        value = getattr(args, self.name.strip("-").replace("-", "_"))
        if not value:
            return []
        if self.is_flag:
            return [self.name]
        if self.is_path:
            # The command runs in another folder.
            value = Path(value).expanduser().absolute()
        return [f"{self.name}={value}" if self.name.startswith("--") else str(value)]


@dataclass(frozen=True)
class Kind:
    """A kind, and the words it knows."""

    word: str
    help: str
    words: tuple[Word, ...] = ()

    def said(self, command: str, args: Namespace) -> list[str]:
        """The Django command of this kind with everything that was said."""
        return [f"{command}_{self.word}", *[part for one in self.words for part in one.said(args)]]


def add_kinds(
    kinds: Sequence[Kind],
    verb: argparse.ArgumentParser,
    shared: argparse.ArgumentParser,
    does: Callable[[Namespace], int],
) -> list[argparse.ArgumentParser]:
    """The kinds are the words after this verb."""
    added = verb.add_subparsers(title="perintah", metavar="JENIS", required=True)
    made = []
    for kind in kinds:
        one = added.add_parser(
            kind.word, help=kind.help, description=kind.help, parents=[shared], allow_abbrev=False
        )
        for word in kind.words:
            word.add_to(one)
        one.set_defaults(does=does, kind=kind)
        made.append(one)
    return made
