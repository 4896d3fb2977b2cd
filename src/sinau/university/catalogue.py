"""What there is to learn, in one list: courses, classes and paths that one person may join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Lower
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.kernel.recalling import recalled
from sinau.people.access import audience_for
from sinau.people.models import Person, Role
from sinau.university.advising import counsel_for
from sinau.university.models import (
    Completion,
    Course,
    DutyPerson,
    Enrolment,
    Path,
    PathEnrolment,
    Publication,
    Registration,
    TrainingClass,
)
from sinau.university.programmes import classes_of

PER_PAGE = 12
FORMS: list[tuple[str, Promise]] = [
    ("kursus", _("Kursus")),
    ("kelas", _("Kelas")),
    ("jalur", _("Jalur belajar")),
]
LENGTHS: list[tuple[str, Promise]] = [
    ("pendek", _("Sampai 60 menit")),
    ("panjang", _("Lebih dari 60 menit")),
]
FOR_WHOM: list[tuple[str, Promise]] = [
    ("jabatan", _("Untuk jabatan saya")),
    ("wajib", _("Ditugaskan kepada saya")),
]
OPEN: list[tuple[str, Promise]] = [("sekarang", _("Dapat diikuti sekarang"))]
ORDERS: list[tuple[str, Promise]] = [
    ("baru", _("Terbaru")),
    ("singkat", _("Paling singkat")),
    ("ramai", _("Paling banyak diikuti")),
    ("waktu", _("Waktu kelas")),
]
_ORDERS = {
    "baru": (F("age").desc(nulls_last=True), "name", "key"),
    "singkat": ("long", "name", "key"),
    "ramai": (F("crowd").desc(), "name", "key"),
    "waktu": (F("begins").asc(nulls_last=True), "name", "key"),
}
_REMEMBERED_SECONDS = 600
_LIKED_AT_MOST = 6
_ADVISED_AT_MOST = 3
# How it is said that a course or a class was begun, and that it is done or one has a seat.
_BEGUN = {"kursus": ("joined", "done"), "kelas": ("waiting", "seated")}
# What is asked of a form, in the words of its own columns.
_TEXTS = {"kursus": "aim", "kelas": "summary", "jalur": "aim"}


@dataclass(frozen=True)
class Wish:
    """What somebody looks for, as the address says it."""

    words: str = ""
    form: str = ""
    competence: str = ""
    length: str = ""
    whom: str = ""
    is_open: bool = False
    programme: str = ""
    order: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Wish:
        """As typed; what cannot be meant is left out."""
        return cls(
            words=asked.get("q", "").replace("\0", "").strip()[:200],
            form=asked.get("bentuk", ""),
            competence=asked.get("kompetensi", "").replace("\0", "")[:100],
            length=asked.get("lama", ""),
            whom=asked.get("untuk", ""),
            is_open=asked.get("buka") == "sekarang",
            programme=asked.get("program", "").replace("\0", "")[:80],
            order=asked.get("urut", ""),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is looked for at all."""
        return bool(
            self.words
            or self.form
            or self.competence
            or self.length
            or self.whom
            or self.is_open
            or self.programme
        )


@dataclass(frozen=True)
class Offer:
    """One thing of the list: the course, class or path, and where the person stands with it."""

    form: str
    thing: Any
    state: str = ""
    why: str | Promise = ""

    @property
    def label(self) -> Promise:
        """Its form in a word."""
        return dict(FORMS)[self.form]

    @property
    def text(self) -> str:
        """What it says of itself."""
        return str(getattr(self.thing, _TEXTS[self.form]))

    @property
    def minutes(self) -> int:
        """How long it is."""
        if self.form == "jalur":
            return int(self.thing.current.minutes)
        return int(self.thing.minutes)

    @property
    def icon(self) -> str:
        """The sign of its form."""
        return {"kursus": "book-open", "kelas": "calendar", "jalur": "route"}[self.form]


# ── the list ────────────────────────────────────────────────────────────────


def offers(person: Person, wish: Wish, page: str | None) -> Page[Any]:
    """The page of the list that was asked for; its objects are offers. Seven queries at most."""
    parts = [
        _narrowed(form, rows, person, wish)
        for form, rows in _open_things(person).items()
        if wish.form in ("", form)
    ]
    if not parts:
        nothing: list[Any] = []
        return Paginator(nothing, PER_PAGE).get_page(1)
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    order: Any = _ORDERS.get(wish.order, ("name", "key"))
    found: Page[Any] = Paginator(rows.order_by(*order), PER_PAGE).get_page(page)
    found.object_list = _offers(person, [(row["form"], row["key"]) for row in found.object_list])
    return found


@recalled
def _front_courses(person: Person) -> QuerySet[Course]:
    mine = Enrolment.objects.of(person).filter(course=OuterRef("pk"))
    return _first(_open_things(person)["kursus"], mine)


@recalled
def _front_paths(person: Person) -> QuerySet[Path]:
    mine = PathEnrolment.objects.of(person).filter(path=OuterRef("pk"))
    return _first(_open_things(person)["jalur"].select_related("current"), mine)


@recalled
def _front_classes(person: Person) -> QuerySet[TrainingClass]:
    standing = Registration.objects.standing().filter(person=person, training_class=OuterRef("pk"))
    rows = _open_things(person)["kelas"].select_related("agency").order_by(Lower("title"), "pk")
    found: QuerySet[TrainingClass] = rows.annotate(
        is_joined=Exists(standing), is_done=Exists(standing.exclude(seated_at=None))
    )[: PER_PAGE + 1]
    return found


def _first(rows: QuerySet[Any], mine: QuerySet[Any]) -> QuerySet[Any]:
    done = mine.exclude(completed_at=None)
    found: QuerySet[Any] = rows.select_related("agency").annotate(
        is_joined=Exists(mine), is_done=Exists(done)
    )
    return found.order_by(Lower("title"), "pk")[: PER_PAGE + 1]


def first_offers(person: Person) -> tuple[list[Offer], bool]:
    """The beginning of the whole list, and whether there is more: three statements that are kept."""
    found = [
        *(Offer("kursus", x, _said(x, "joined", "done")) for x in _front_courses(person=person)),
        *(Offer("jalur", x, _said(x, "joined", "done")) for x in _front_paths(person=person)),
        *(Offer("kelas", x, _said(x, "waiting", "seated")) for x in _front_classes(person=person)),
    ]
    found.sort(key=lambda offer: (offer.thing.title.lower(), offer.thing.pk))
    return found[:PER_PAGE], len(found) > PER_PAGE


def _said(thing: Any, joined: str, done: str) -> str:
    if thing.is_done:
        return done
    return joined if thing.is_joined else ""


def _open_things(person: Person) -> dict[str, QuerySet[Any]]:
    """What is published and made for the person."""
    for_them = audience_for(person, Role.OFFICER, Role.HEAD)
    published = Publication.objects.open()
    return {
        "kursus": Course.objects.filter(for_them, Exists(published.filter(course=OuterRef("pk")))),
        "kelas": TrainingClass.objects.filter(
            for_them,
            Exists(published.filter(training_class=OuterRef("pk"))),
            ends_at__gte=now(),
            closing=None,
        ),
        "jalur": Path.objects.filter(for_them).published(),
    }


def _narrowed(
    form: str, rows: QuerySet[Any], person: Person, wish: Wish
) -> QuerySet[Any, dict[str, Any]]:
    """Those that are looked for, in columns that all forms share."""
    minutes = "current__minutes" if form == "jalur" else "minutes"
    if wish.words:
        rows = _with_words(rows, wish.words, _TEXTS[form])
    if wish.competence:
        rows = rows.filter(competence__iexact=wish.competence)
    if wish.length in ("pendek", "panjang"):
        rows = rows.filter(**{f"{minutes}__{'lte' if wish.length == 'pendek' else 'gt'}": 60})
    if wish.is_open and form == "kelas":
        rows = rows.filter(starts_at__gt=now(), seat_count__lt=F("quota"))
    if wish.programme:
        rows = rows.filter(pk__in=classes_of(wish.programme) if form == "kelas" else [])
    if wish.whom == "wajib":
        rows = rows.filter(pk__in=_asked_of(person, form))
    if wish.whom == "jabatan":
        rows = rows.filter(Q(pk__in=_fits(person, form)) | Q(pk__in=_asked_of(person, form)))
    none = Value(None, output_field=DateTimeField())
    crowd = F("seat_count") if form == "kelas" else F("enrolment_count")
    found: QuerySet[Any, dict[str, Any]] = rows.order_by().values(
        form=Value(form, output_field=CharField()),
        key=F("pk"),
        name=Lower("title"),
        long=F(minutes),
        begins=F("starts_at") if form == "kelas" else none,
        age=F("created_at"),
        crowd=crowd + Value(0, output_field=IntegerField()),
    )
    return found


def _fits(person: Person, form: str) -> list[int]:
    """What the position asks of this form, and for courses what colleagues finished."""
    advised = [each.key for each in counsel_for(person).advices if each.form == form]
    return advised + (liked_by_colleagues(person) if form == "kursus" else [])


def _with_words(rows: QuerySet[Any], words: str, text: str) -> QuerySet[Any]:
    """By the stems of the words, by a part of the title, or by a title much like them."""
    vector = SearchVector("title", text, "competence", config="indonesian")
    query = SearchQuery(words, config="indonesian", search_type="websearch")
    found: QuerySet[Any] = rows.annotate(told=vector).filter(
        Q(told=query) | Q(title__icontains=words) | Q(title__trigram_word_similar=words)
    )
    return found


def _asked_of(person: Person, form: str) -> QuerySet[DutyPerson, int]:
    column = {"kursus": "course", "kelas": "training_class", "jalur": "path"}[form]
    waiting = DutyPerson.objects.waiting().filter(person=person)
    return waiting.exclude(**{f"duty__{column}": None}).values_list(f"duty__{column}", flat=True)


def _offers(person: Person, keys: list[tuple[str, int]]) -> list[Offer]:
    """The things themselves, and where the person stands with each."""
    things: dict[tuple[str, int], Any] = {}
    states: dict[tuple[str, int], str] = {}
    by_form: dict[str, list[int]] = {}
    for form, key in keys:
        by_form.setdefault(form, []).append(key)
    if ids := by_form.get("kursus"):
        courses = Course.objects.select_related("agency").in_bulk(ids)
        things |= {("kursus", key): course for key, course in courses.items()}
        mine = Enrolment.objects.of(person).filter(course__in=ids)
        states |= _states("kursus", mine.values_list("course_id", "completed_at"))
    if ids := by_form.get("jalur"):
        paths = Path.objects.select_related("agency", "current").in_bulk(ids)
        things |= {("jalur", key): path for key, path in paths.items()}
        walking = PathEnrolment.objects.of(person).filter(path__in=ids)
        states |= _states("jalur", walking.values_list("path_id", "completed_at"))
    if ids := by_form.get("kelas"):
        classes = TrainingClass.objects.select_related("agency").in_bulk(ids)
        things |= {("kelas", key): each for key, each in classes.items()}
        seats = Registration.objects.standing().filter(person=person, training_class__in=ids)
        states |= {
            ("kelas", key): "seated" if at else "waiting"
            for key, at in seats.values_list("training_class_id", "seated_at")
        }
    return [Offer(key[0], things[key], states.get(key, "")) for key in keys if key in things]


def _states(form: str, rows: Any) -> dict[tuple[str, int], str]:
    return {(form, key): "done" if completed else "joined" for key, completed in rows}


# ── for one's position ──────────────────────────────────────────────────────


def liked_by_colleagues(person: Person) -> list[int]:
    """Courses that colleagues of the same position finished most, remembered for ten minutes."""
    if not person.job_title:
        return []
    key = f"university.liked:{hash(person.job_title.casefold())}"
    known: list[int] | None = cache.get(key)
    if known is None:
        rows = (
            Completion.objects.filter(person__job_title__iexact=person.job_title)
            .exclude(course=None)
            .order_by()
            .values("course_id")
            .annotate(n=Count("pk"))
            .order_by("-n", "course_id")
        )
        known = [row["course_id"] for row in rows[:_LIKED_AT_MOST]]
        cache.set(key, known, _REMEMBERED_SECONDS)
    return known


@dataclass(frozen=True)
class ForPosition:
    """What somebody should learn for their position, and what is missing that nobody teaches yet."""

    offers: list[Offer]
    untaught: list[str]


def for_position(person: Person) -> ForPosition:
    """Up to three not finished yet: what the position asks, then what colleagues finished most."""
    counsel = counsel_for(person)
    wished = {(advice.form, advice.key): advice.why for advice in counsel.advices}
    for key in liked_by_colleagues(person):
        wished.setdefault(("kursus", key), _("Banyak diselesaikan rekan dengan jabatan yang sama."))
    if not wished:
        return ForPosition([], counsel.untaught)
    things = _open_and_unfinished(person, list(wished))
    found = [
        Offer(form, things[form, key], _said(things[form, key], *_BEGUN[form]), why)
        for (form, key), why in wished.items()
        if (form, key) in things
    ]
    return ForPosition(found[:_ADVISED_AT_MOST], counsel.untaught)


def _open_and_unfinished(person: Person, keys: list[tuple[str, int]]) -> dict[tuple[str, int], Any]:
    open_things = _open_things(person)
    things: dict[tuple[str, int], Any] = {}
    if ids := [key for form, key in keys if form == "kursus"]:
        mine = Enrolment.objects.of(person).filter(course=OuterRef("pk"))
        finished = Completion.objects.filter(person=person, course=OuterRef("pk"))
        rows = open_things["kursus"].filter(~Exists(finished), pk__in=ids)
        rows = rows.select_related("agency").annotate(
            is_joined=Exists(mine), is_done=Exists(mine.exclude(completed_at=None))
        )
        things |= {("kursus", course.pk): course for course in rows}
    if ids := [key for form, key in keys if form == "kelas"]:
        seats = Registration.objects.standing().filter(person=person, training_class=OuterRef("pk"))
        rows = open_things["kelas"].filter(pk__in=ids).select_related("agency")
        rows = rows.annotate(is_joined=Exists(seats), is_done=Exists(seats.exclude(seated_at=None)))
        things |= {("kelas", held.pk): held for held in rows}
    return things


def competences(person: Person) -> list[tuple[str, str]]:
    """The competences of what is open, for the filter."""
    names: set[str] = set()
    parts = [
        rows.exclude(competence="").order_by().values_list("competence", flat=True)
        for rows in _open_things(person).values()
    ]
    names.update(parts[0].union(*parts[1:]))
    return [(name, name) for name in sorted(names, key=str.casefold)][:20]
