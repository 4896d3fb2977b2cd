"""Indonesian dates, numbers and money."""

from datetime import UTC, date, datetime
from decimal import Decimal

from sinau.kernel import clock
from sinau.kernel.words import date_id, date_span_id, moment_id, number_id, rupiah, time_id


def test_dates_are_written_out() -> None:
    assert date_id(date(2023, 9, 26)) == "26 September 2023"
    assert date_id(date(2023, 9, 26), weekday=True) == "Selasa, 26 September 2023"


def test_a_span_of_days_says_nothing_twice() -> None:
    seventh = date(2026, 12, 7)
    assert date_span_id(seventh, seventh) == "7 Desember 2026"
    assert date_span_id(seventh, date(2026, 12, 9)) == "7–9 Desember 2026"
    assert date_span_id(date(2026, 11, 30), seventh) == "30 November – 7 Desember 2026"
    assert date_span_id(seventh, date(2027, 1, 4)) == "7 Desember 2026 – 4 Januari 2027"


def test_times_are_told_in_wib() -> None:
    moment = datetime(2023, 9, 26, 18, 30, tzinfo=UTC)
    assert time_id(moment) == "01.30 WIB"
    assert moment_id(moment) == "27 September 2023, 01.30 WIB"


def test_numbers_have_a_decimal_comma_and_thousand_dots() -> None:
    assert number_id(Decimal("12.50")) == "12,5"
    assert number_id(1234567) == "1.234.567"
    assert number_id(100) == "100"
    assert number_id(Decimal("20.0"), places=2) == "20,00"


def test_money_is_whole_rupiah() -> None:
    assert rupiah(1250000) == "Rp1.250.000"
    assert rupiah(-500) == "-Rp500"


def test_the_clock_can_be_set_and_goes_on_afterwards() -> None:
    with clock.freeze(date(2023, 9, 26)):
        assert clock.today() == date(2023, 9, 26)
    assert clock.today() > date(2023, 9, 26)
