"""Employees of the city, who are also the people who sign in."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people import nip as nips
from sinau.people.models.agencies import Agency
from sinau.people.models.grants import Role, held_by


class EmploymentKind(models.TextChoices):
    PNS = "PNS", "PNS"
    CPNS = "CPNS", "CPNS"
    PPPK = "PPPK", "PPPK"


class JobKind(models.TextChoices):
    """Job kinds found in a city (UU 20/2023 Pasal 55)."""

    JPT = "jpt", _("JPT Pratama")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "pengawas", _("Pengawas")
    FUNCTIONAL = "fungsional", _("Fungsional")
    EXECUTIVE = "pelaksana", _("Pelaksana")


GRADES = tuple(
    f"{roman}/{letter}"
    for roman, letters in (("I", "abcd"), ("II", "abcd"), ("III", "abcd"), ("IV", "abcde"))
    for letter in letters
)
RANKS = dict(
    zip(
        GRADES,
        [
            "Juru Muda",
            "Juru Muda Tingkat I",
            "Juru",
            "Juru Tingkat I",
            "Pengatur Muda",
            "Pengatur Muda Tingkat I",
            "Pengatur",
            "Pengatur Tingkat I",
            "Penata Muda",
            "Penata Muda Tingkat I",
            "Penata",
            "Penata Tingkat I",
            "Pembina",
            "Pembina Tingkat I",
            "Pembina Utama Muda",
            "Pembina Utama Madya",
            "Pembina Utama",
        ],
        strict=True,
    )
)
EDUCATION_LEVELS = ("SD", "SLTP", "SLTA", "D-I", "D-II", "D-III", "D-IV", "S1", "S2", "S3")


# Who reads staff data (number, grade, education, dates) of the people where the role is held.
STAFF_READERS = (Role.OFFICER, Role.HEAD, Role.AUDITOR)


def _within(person: Person, *roles: Role) -> models.Q:
    from sinau.people.access import within

    return within("agency", person, *roles)


class PersonQuerySet(models.QuerySet["Person"]):
    def serving(self) -> PersonQuerySet:
        """Those who work for the city now."""
        return self.filter(left_on=None, is_active=True)

    def visible_to(self, person: Person) -> PersonQuerySet:
        """Colleagues are visible to each other by name, title and agency."""
        return self.filter(is_active=True) if person.is_active else self.none()

    def staff_of(self, person: Person) -> PersonQuerySet:
        """Those whose staff data this person may read: their own, and where a role gives it."""
        return self.filter(models.Q(pk=person.pk) | _within(person, *STAFF_READERS))

    def kept_by(self, person: Person) -> PersonQuerySet:
        """Those whose staff data this person keeps: officers, within their subtree, not their own."""
        return self.filter(_within(person, Role.OFFICER)).exclude(pk=person.pk)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(self, nip: str, password: str | None = None, **fields: Any) -> Person:
        """A person who can sign in; without password nobody can until one is set."""
        person = Person(nip=nips.clean(nip), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, nip: str, password: str | None = None, **fields: Any) -> Person:
        """The keeper of the system, for `createsuperuser`."""
        return self.create_user(nip, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        """A person by number, typed with or without spaces."""
        person: Person = self.get(nip=nips.clean(username or ""))
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """An employee (ASN) of the city and their account. Who left stays, with a date."""

    nip = models.CharField(_("NIP"), max_length=18, unique=True, db_collation="C")
    name = models.CharField(_("nama"), max_length=150)
    title_front = models.CharField(_("gelar depan"), max_length=40, blank=True)
    title_back = models.CharField(_("gelar belakang"), max_length=60, blank=True)
    email = models.EmailField(_("surel dinas"), blank=True)
    emp_kind = models.CharField(
        _("jenis pegawai"), max_length=4, choices=EmploymentKind.choices, default=EmploymentKind.PNS
    )
    legal_status = models.CharField(_("kedudukan hukum"), max_length=40, default="Aktif")
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    sex = models.CharField(
        _("jenis kelamin"),
        max_length=1,
        choices=[("L", _("Laki-laki")), ("P", _("Perempuan"))],
        blank=True,
    )
    cpns_date = models.DateField(_("TMT CPNS"), null=True, blank=True)
    pns_date = models.DateField(_("TMT PNS"), null=True, blank=True)
    grade_first = models.CharField(_("golongan awal"), max_length=6, blank=True)
    grade = models.CharField(_("golongan"), max_length=6, blank=True)
    grade_date = models.DateField(_("TMT golongan"), null=True, blank=True)
    job_kind = models.CharField(
        _("jenis jabatan"), max_length=15, choices=JobKind.choices, default=JobKind.EXECUTIVE
    )
    job_title = models.CharField(_("nama jabatan"), max_length=150, blank=True)
    job_date = models.DateField(_("TMT jabatan"), null=True, blank=True)
    education_level = models.CharField(_("tingkat pendidikan"), max_length=8, blank=True)
    education = models.CharField(_("pendidikan"), max_length=150, blank=True)
    service_years = models.PositiveSmallIntegerField(_("masa kerja tahun"), null=True, blank=True)
    service_months = models.PositiveSmallIntegerField(_("masa kerja bulan"), null=True, blank=True)
    asn_card = models.CharField(_("kartu ASN"), max_length=40, blank=True)
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        related_name="people",
        null=True,
        blank=True,
        verbose_name=_("perangkat daerah"),
    )
    supervisor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("atasan langsung"),
    )
    left_on = models.DateField(_("berhenti"), null=True, blank=True)
    is_active = models.BooleanField(_("dapat masuk"), default=True)
    is_staff = models.BooleanField(_("pengelola sistem"), default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "nip"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = [Lower("name"), "pk"]
        indexes = [models.Index(Lower("name"), name="person_name")]
        verbose_name = _("pegawai")
        verbose_name_plural = _("pegawai")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.pk])

    @property
    def full_name(self) -> str:
        """The name with its titles: "dr. Sari Lestari, S.K.M."."""
        name = f"{self.title_front} {self.name}".strip()
        return f"{name}, {self.title_back}" if self.title_back else name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def nip_grouped(self) -> str:
        """The number as it is read aloud."""
        return nips.grouped(self.nip)

    @property
    def rank(self) -> str:
        """The pangkat of the grade: "Penata Muda" for III/a; empty for PPPK."""
        return RANKS.get(self.grade, "")

    @cached_property
    def roles(self) -> list[tuple[str, str]]:
        """(role, agency path) pairs in force today."""
        return held_by(self) if self.pk and self.is_active else []

    def alike(self) -> tuple[object, ...]:
        """Two people for whom this is equal may see the same things of others (`recalled`)."""
        return self.is_active, self.agency.path if self.agency else None, tuple(self.roles)

    def has_role(self, *roles: Role, over: Agency | None = None) -> bool:
        """Whether the person holds one of the roles, over that agency if one is named."""
        return any(
            role in roles and (over is None or over.path.startswith(path))
            for role, path in self.roles
        )

    def answers_for_city(self, *roles: Role) -> bool:
        """Whether one of the roles is held over the whole city."""
        # The path of the root has one part; asking so costs no query.
        return any("/" not in path.strip("/") for path in self.paths(*roles))

    def paths(self, *roles: Role) -> list[str]:
        """The agency paths over which the person holds one of the roles."""
        return sorted({path for role, path in self.roles if role in roles})


class PostingQuerySet(models.QuerySet["Posting"]):
    def true_on(self, day: date) -> PostingQuerySet:
        """Who worked where on that day, whatever happened since."""
        return self.filter(
            models.Q(valid_to=None) | models.Q(valid_to__gt=day), valid_from__lte=day
        )


class Posting(models.Model):
    """That a person worked at an agency in a job, from one day until another (exclusive).

    One that ends on the day it began never held: it was put right on that very day.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="postings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="postings")
    job_title = models.CharField(max_length=150, blank=True)
    job_kind = models.CharField(max_length=15, choices=JobKind.choices, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    # The imports that began and ended it, so that an import can be undone.
    begun_by = models.ForeignKey(
        "people.ImportRun", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_by = models.ForeignKey(
        "people.ImportRun", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(valid_to=None),
                name="one_current_posting_per_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.agency}"
