"""What may be asked of the search, read from the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import TextChoices
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.search.finding import LONGEST
from sinau.search.models import Kind, Standing

LONGEST_CHOICE = 200


class Age(TextChoices):
    """How old what is wanted may be."""

    MONTH = "30", _("30 hari terakhir")
    YEAR = "365", _("1 tahun terakhir")
    OLDER = "lama", _("Lebih dari 1 tahun")

    def holds(self, day: date | None) -> bool:
        """Whether something of this day is meant."""
        if day is None:
            return False
        if self is Age.OLDER:
            return day < today() - timedelta(days=365)
        return day >= today() - timedelta(days=int(self.value))


class Order(TextChoices):
    """In what order results are shown."""

    RELEVANCE = "", _("Paling cocok")
    NEWEST = "terbaru", _("Terbaru")


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; whatever the address holds, it is a wish that can be met."""

    words: str
    kind: str = ""
    past: bool = False
    literal: bool = False
    unit: str = ""
    sector: str = ""
    standing: str = ""
    owner: str = ""
    age: str = ""
    order: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, request: HttpRequest) -> Wish:
        """The wish in `?q=…&jenis=…&dicabut=ya`; unknown choices are no choice."""
        return cls.said(request.GET)

    @classmethod
    def said(cls, query: Mapping[str, str]) -> Wish:
        """The wish these parameters stand for."""

        def text(name: str, at_most: int = LONGEST_CHOICE) -> str:
            return " ".join(str(query.get(name, "")).replace("\x00", " ").split())[:at_most]

        def one_of(name: str, choices: type[TextChoices]) -> str:
            value = text(name)
            return value if value in choices.values else ""

        return cls(
            words=text("q", LONGEST),
            kind=one_of("jenis", Kind),
            past=text("dicabut") == "ya",
            literal=text("persis") == "ya",
            unit=text("unit"),
            sector=text("sektor"),
            standing=one_of("keadaan", Standing),
            owner=text("pemilik"),
            age=one_of("waktu", Age),
            order=one_of("urut", Order),
            since=day_said(text("dari")),
            until=day_said(text("sampai")),
        )

    @property
    def parameters(self) -> dict[str, str]:
        """Everything that was chosen, as the address says it."""
        said = {
            "q": self.words,
            "jenis": self.kind,
            "unit": self.unit,
            "sektor": self.sector,
            "keadaan": self.standing,
            "pemilik": self.owner,
            "waktu": self.age,
            "dari": self.since.isoformat() if self.since else "",
            "sampai": self.until.isoformat() if self.until else "",
            "urut": self.order,
            "dicabut": "ya" if self.past else "",
            "persis": "ya" if self.literal else "",
        }
        return {name: value for name, value in said.items() if value}

    @property
    def query(self) -> str:
        """The wish as the query of an address."""
        return urlencode(self.parameters)

    @property
    def is_narrowed(self) -> bool:
        """Whether something besides the words narrows what is found."""
        return self.widened() != self

    def widened(self) -> Wish:
        """The same words without any narrowing."""
        return Wish(self.words, past=self.past, literal=self.literal, order=self.order)

    def without(self, name: str) -> str:
        """The address with one choice taken back."""
        return urlencode({key: value for key, value in self.parameters.items() if key != name})

    def with_words(self, words: str) -> str:
        """The address with other words and the same choices."""
        return replace(self, words=words, literal=False).query

    def with_choice(self, **choice: object) -> str:
        """The address with another choice."""
        return replace(self, **choice).query  # type: ignore[arg-type]


def day_said(text: str) -> date | None:
    """The day that was written, if it is one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def wish_of_query(query: str) -> Wish:
    """The wish a kept query stands for."""
    return Wish.said(QueryDict(query).dict())
