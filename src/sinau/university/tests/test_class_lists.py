"""Lists about classes ask the database as often for many rows as for few."""

from __future__ import annotations

from django.urls import reverse

from sinau.kernel.clock import now, today
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import (
    Guest,
    add_material,
    register,
    reserve,
    write_class,
    write_minutes,
    write_room,
    write_session,
)
from sinau.university.models import ClassMaterial, Room, Session
from sinau.university.testing import open_a_class


class ListTests(CastTestCase):
    def setUp(self) -> None:
        self.training_class = open_a_class(self.bkpsdm, self.wulan, quota=100)
        self.asked = open_a_class(self.bkpsdm, self.wulan, quota=100)
        self.asked.needs_permission = True
        write_class(self.asked, by=self.wulan)

    def count(self, who: Person, name: str, *args: object) -> int:
        self.client.force_login(who)
        url = reverse(f"university:{name}", args=args)
        self.client.get(url)
        return queries_of(self.client, url)

    def add(self, number: int) -> None:
        agency = (self.dinkes, self.dishub)[number % 2]
        person = Person.objects.create_user(
            f"19900101202001{number:04d}",
            name=f"Pegawai {number}",
            agency=agency,
            supervisor=self.bayu,
        )
        register(self.training_class, person, by=self.wulan)
        register(self.asked, person, by=person)
        room = Room(agency=agency, name=f"Ruang {number}", address="Kota", capacity=100)
        write_room(room, by=self.wulan)
        first = self.training_class.sessions.first()
        assert first is not None
        session = Session(
            training_class=self.training_class,
            title=f"Sesi {number}",
            starts_at=first.starts_at.replace(year=2030 + number),
            ends_at=first.ends_at.replace(year=2030 + number),
            room=room,
        )
        write_session(session, by=self.wulan, speakers=[Guest("Tamu", None)])
        write_minutes(session, text="Isi.", decisions="", by=self.wulan)
        add_material(
            ClassMaterial(
                training_class=self.training_class,
                title=f"Bahan {number}",
                moment="before",
                link="https://example.org",
            ),
            by=self.wulan,
        )
        if number < 2:
            reserve(self.training_class, agency, seats=2, release_on=today(), by=self.wulan)

    def test_few_and_many(self) -> None:
        held = self.training_class
        session = held.sessions.order_by("pk").first()
        assert session is not None
        pages: list[tuple[Person, str, tuple[object, ...]]] = [
            (self.wulan, "class_rooms", ()),
            (self.wulan, "reservations", (held.pk,)),
            (self.wulan, "class_desk", (held.pk,)),
            (self.wulan, "class", (held.pk,)),
            (self.wulan, "participants", (held.pk,)),
            (self.wulan, "participants_add", (held.pk,)),
            (self.wulan, "sheet", (held.pk, session.pk)),
            (self.wulan, "invitation", (held.pk,)),
            (self.wulan, "class_calendar", (held.pk,)),
            (self.wulan, "attendance_list", (held.pk,)),
            (self.wulan, "room", (held.pk,)),
            (self.bayu, "permissions", ()),
        ]
        for number in range(2):
            self.add(number)
        before = [self.count(who, name, *args) for who, name, args in pages]
        for number in range(2, 9):
            self.add(number)
        after = [self.count(who, name, *args) for who, name, args in pages]
        for (_who, name, _args), few, many in zip(pages, before, after, strict=True):
            with self.subTest(name):
                self.assertLessEqual(many, few)
                self.assertLess(many, 22)
        self.assertLess(self.training_class.created_at, now())
