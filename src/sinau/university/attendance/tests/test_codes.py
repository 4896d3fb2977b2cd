"""The room code: fresh, ours, and patient with those who must sign in first."""

import datetime as dt
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from sinau.university.attendance.codes import (
    GRACE,
    RECEIPT_LIFE,
    STEP,
    NotGood,
    Seen,
    check,
    check_digits,
    check_receipt,
    give_receipt,
    show,
)
from sinau.university.attendance.windows import Timing, Window

KEY = b"the city keeps this"
NOON = 1_700_000_000 // STEP * STEP


class RoomCodeTests(TestCase):
    def test_it_is_taken_while_shown_and_a_little_after(self) -> None:
        code = show(KEY, 7, NOON)
        self.assertEqual(check(KEY, code.token, NOON + 5), Seen(session_id=7, age=5))
        last = NOON + (GRACE + 1) * STEP - 1
        self.assertIsInstance(check(KEY, code.token, last), Seen)
        self.assertEqual(check(KEY, code.token, last + 1), NotGood(reason="expired"))

    def test_it_changes_with_every_step_and_every_session(self) -> None:
        codes = {show(KEY, s, NOON + n * STEP).token for s in (1, 2) for n in range(5)}
        self.assertEqual(len(codes), 10)

    def test_one_cannot_make_it_at_home(self) -> None:
        code = show(KEY, 7, NOON)
        session, step, signature = code.token.split(".")
        for forged in (
            show(b"another key", 7, NOON).token,
            f"8.{step}.{signature}",
            f"{session}.{int(step) + 1}.{signature}",
            give_receipt(KEY, 7, NOON // STEP),
        ):
            with self.subTest(forged):
                self.assertEqual(check(KEY, forged, NOON), NotGood(reason="forged"))

    def test_a_code_of_tomorrow_is_not_taken_today(self) -> None:
        code = show(KEY, 7, NOON + 10 * STEP)
        self.assertEqual(check(KEY, code.token, NOON), NotGood(reason="future"))

    def test_six_digits_do_for_a_phone_without_a_camera(self) -> None:
        code = show(KEY, 7, NOON)
        self.assertEqual(len(code.digits), 6)
        spaced = f"{code.digits[:3]} {code.digits[3:]}"
        self.assertIsInstance(check_digits(KEY, 7, spaced, NOON + STEP), Seen)
        self.assertIsInstance(check_digits(KEY, 8, code.digits, NOON), NotGood)
        self.assertEqual(check_digits(KEY, 7, "12", NOON), NotGood(reason="unreadable"))

    @given(st.text(max_size=60))
    def test_rubbish_is_never_an_error_and_never_good(self, token: str) -> None:
        self.assertIsInstance(check(KEY, token, NOON), NotGood)
        self.assertIsInstance(check_receipt(KEY, token, NOON), NotGood)
        self.assertIsInstance(check_digits(KEY, 7, token + "x" * 7, NOON), NotGood)

    def test_seconds_left_count_down_to_the_next_code(self) -> None:
        self.assertEqual(show(KEY, 7, NOON).seconds_left, STEP)
        self.assertEqual(show(KEY, 7, NOON + STEP - 1).seconds_left, 1)


class ReceiptTests(TestCase):
    def test_it_waits_through_the_sign_in_page(self) -> None:
        receipt = give_receipt(KEY, 7, NOON)
        self.assertEqual(
            check_receipt(KEY, receipt, NOON + 300), (Seen(session_id=7, age=300), NOON)
        )

    def test_it_does_not_wait_for_ever(self) -> None:
        receipt = give_receipt(KEY, 7, NOON)
        late = NOON + RECEIPT_LIFE + 1
        self.assertEqual(check_receipt(KEY, receipt, late), NotGood(reason="expired"))

    def test_its_time_and_session_cannot_be_changed(self) -> None:
        _, moment, signature = give_receipt(KEY, 7, NOON).split(".")
        for changed in (f"7.{NOON + 9}.{signature}", f"8.{moment}.{signature}"):
            self.assertEqual(check_receipt(KEY, changed, NOON), NotGood(reason="forged"))


class WindowTests(TestCase):
    window = Window(
        starts_at=dt.datetime(2026, 9, 26, 2, 0, tzinfo=dt.UTC),
        ends_at=dt.datetime(2026, 9, 26, 5, 0, tzinfo=dt.UTC),
    )

    def test_it_tells_early_late_and_on_time_apart(self) -> None:
        for minutes, timing in [
            (-31, Timing.TOO_EARLY),
            (-30, Timing.ON_TIME),
            (0, Timing.ON_TIME),
            (15, Timing.ON_TIME),
            (16, Timing.LATE),
            (210, Timing.LATE),
            (211, Timing.TOO_LATE),
        ]:
            with self.subTest(minutes):
                at = self.window.starts_at + dt.timedelta(minutes=minutes)
                self.assertEqual(self.window.timing(at), timing)

    def test_it_counts_the_minutes_somebody_is_late(self) -> None:
        at = self.window.starts_at + dt.timedelta(minutes=22, seconds=50)
        self.assertEqual(self.window.minutes_late(at), 22)
        self.assertEqual(self.window.minutes_late(self.window.starts_at), 0)
