"""Employee numbers are read and refused with a sentence."""

from datetime import date

import pytest

from sinau.people.nip import BadNip, compose, grouped, parse


def test_it_reads_the_number_of_a_civil_servant() -> None:
    nip = parse("196303121991021005")
    assert (nip.birth_date, nip.kind, nip.sex) == (date(1963, 3, 12), "PNS", "L")
    assert (nip.appointed_year, nip.appointed_month, nip.sequence) == (1991, 2, 5)


@pytest.mark.parametrize(
    "typed", ["19630312 199102 1 005", "'196303121991021005", " 19630312.199102.1.005 "]
)
def test_it_reads_through_spaces_dots_and_apostrophes(typed: str) -> None:
    assert parse(typed).digits == "196303121991021005"


def test_it_knows_contract_employees_by_their_code() -> None:
    nip = parse("199002142022212003")
    assert (nip.kind, nip.appointed_month, nip.sex) == ("PPPK", None, "P")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("19630312199102100", "18 angka"),
        ("19630312199102100X", "angka"),
        ("196313121991021005", "tanggal lahir"),
        ("196303121991151005", "bukan bulan"),
        ("196303121991023005", "ke-15"),
        ("196303121960021005", "tahun lahir"),
    ],
)
def test_it_refuses_with_the_reason(typed: str, says: str) -> None:
    with pytest.raises(BadNip, match=says):
        parse(typed)


def test_it_writes_what_it_reads() -> None:
    made = compose(date(1990, 2, 14), kind="PPPK", year=2022, month=1, sex="P", sequence=3)
    assert made == "199002142022212003"
    assert grouped(made) == "19900214 202221 2 003"
