"""What came of the statements of other systems, and where the city passes its own on to."""

from __future__ import annotations

from datetime import UTC, datetime

from sinau.demo.city import City
from sinau.kernel import clock
from sinau.records.following import follow_to_the_end
from sinau.records.forwarding import note_waiting, pause, write_forwarder
from sinau.records.hiding import ask
from sinau.records.mapping.rules import rule_from
from sinau.records.models import Forwarder, MappingVersion
from sinau.records.writing_rules import write_rule


def seed(city: City) -> None:
    """Learning elsewhere has counted, a guest is not recognised yet, one forwarder is paused."""
    wulan, agung = city.cast["wulan"], city.cast["agung"]
    # The rules that ship with Sinau came with its first day in the city.
    first = city.days_ago(60)
    MappingVersion.objects.update(first_at=first, made_at=first)
    with clock.freeze(city.days_ago(45, hour=10)):
        moodle = MappingVersion.objects.newest().get(key="moodle-course")
        write_rule(
            rule_from({**moodle.content, "most_minutes": 540}),
            label=moodle.label,
            note=moodle.note,
            reason="Kursus daring provinsi paling lama sembilan jam",
            by=wulan,
            key=moodle.key,
            after=moodle.version,
        )
    follow_to_the_end(through=datetime.now(UTC))
    _forwarder(city)
    with clock.freeze(city.days_ago(2, hour=11)):
        ask(
            city.person("dpk", turn=5),
            basis="UU 27/2022 tentang Pelindungan Data Pribadi",
            reason="Surat permohonan yang bersangkutan, pindah ke instansi pusat",
            by=agung,
        )


def _forwarder(city: City) -> None:
    agung = city.cast["agung"]
    since = city.days_ago(30)
    with clock.freeze(city.days_ago(30, hour=13)):
        made = write_forwarder(
            Forwarder(
                name="Penyimpanan xAPI provinsi (contoh)",
                kind="store",
                url="https://lrs.bpsdm.example/xapi/statements",
                key="kota",
                # The demo's target does not exist, so neither does a secret.
                secret="contoh",  # noqa: S106
                verbs=["http://adlnet.gov/expapi/verbs/completed"],
            ),
            by=agung,
            changes="nama, alamat, kata kerja",
            since=since,
        )
    with clock.freeze(city.days_ago(12, hour=9)):
        pause(made, by=agung, reason="Menunggu perjanjian berbagi data dengan provinsi")
    note_waiting(made)
