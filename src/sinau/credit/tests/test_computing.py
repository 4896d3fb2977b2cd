"""What an activity is worth, from the rule files as they ship."""

import datetime as dt
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from unittest import TestCase

from sinau.credit.computing import (
    Activity,
    Basis,
    Conversion,
    NoRule,
    Unit,
    Usage,
    from_minutes,
    worth,
)
from sinau.credit.rulebook import BadRule, RuleRow, TargetRow, conversions, targets

DAY = dt.date(2026, 9, 26)


def shipped() -> list[Conversion]:
    return [
        Conversion(
            form=row.form,
            unit=Unit(row.unit),
            jp_national=row.jp_national,
            jp_international=row.jp_international,
            international_factor=row.international_factor,
            minutes_per_jp=row.minutes_per_jp,
            cap_per_day=row.cap_per_day,
            cap_per_month=row.cap_per_month,
            cap_per_year=row.cap_per_year,
            emp_kind=row.emp_kind,
            effective_from=row.effective_from,
            effective_to=row.effective_to,
        )
        for row in conversions()
    ]


class WorthTests(TestCase):
    rules = shipped()

    def jp(self, **what: object) -> Decimal:
        return worth(Activity(ended_on=DAY, **what), self.rules).jp  # type: ignore[arg-type]

    def test_ninety_minutes_are_two_jp(self) -> None:
        self.assertEqual(from_minutes(90, 45), 2)
        self.assertEqual(self.jp(form="elearning", minutes=90), 2)
        self.assertEqual(self.jp(form="elearning", minutes=11), Decimal("0.24"))

    def test_a_seminar_of_two_days_is_eight_or_twelve(self) -> None:
        self.assertEqual(self.jp(form="seminar", days=2), 8)
        self.assertEqual(self.jp(form="seminar", days=2, international=True), 12)

    def test_a_workshop_of_three_days_is_fifteen_or_twenty_one(self) -> None:
        self.assertEqual(self.jp(form="workshop", days=3), 15)
        self.assertEqual(self.jp(form="workshop", days=3, international=True), 21)

    def test_the_certificates_own_jp_wins(self) -> None:
        found = worth(
            Activity(form="seminar", ended_on=DAY, days=2, minutes=600, stated_jp=Decimal("3.5")),
            self.rules,
        )
        self.assertEqual((found.jp, found.basis), (Decimal("3.50"), Basis.STATED))
        self.assertEqual(found.rule.form, "stated")

    def test_stated_zero_is_stated(self) -> None:
        self.assertEqual(self.jp(form="seminar", stated_jp=Decimal(0)), 0)

    def test_an_international_training_counts_a_fifth_more(self) -> None:
        self.assertEqual(self.jp(form="technical", minutes=450, international=True), 12)
        self.assertEqual(self.jp(form="technical", minutes=450), 10)

    def test_a_missing_international_value_falls_back_to_the_national_one(self) -> None:
        self.assertEqual(self.jp(form="secondment", international=True), 20)

    def test_a_cap_takes_off_what_is_above_it_and_says_how_much(self) -> None:
        activity = Activity(form="community", ended_on=DAY)
        found = worth(activity, self.rules, Usage(day=Decimal("1.5")))
        self.assertEqual((found.jp, found.cut), (Decimal("0.5"), Decimal("1.5")))
        self.assertEqual(worth(activity, self.rules, Usage(day=Decimal(5))).jp, 0)

    def test_a_cap_also_holds_for_a_stated_number(self) -> None:
        activity = Activity(form="selfstudy", ended_on=DAY, stated_jp=Decimal(6))
        self.assertEqual(worth(activity, self.rules).jp, 2)

    def test_the_rule_in_force_on_the_last_day_counts(self) -> None:
        old = next(rule for rule in self.rules if rule.form == "seminar")
        new = replace(old, jp_national=Decimal(3), effective_from=dt.date(2027, 1, 1))
        both = [replace(old, effective_to=dt.date(2026, 12, 31)), new]
        before = Activity(form="seminar", ended_on=dt.date(2026, 12, 31))
        self.assertEqual(worth(before, both).jp, 4)
        self.assertEqual(worth(replace(before, ended_on=dt.date(2027, 1, 1)), both).jp, 3)

    def test_a_rule_for_a_kind_of_employment_wins_over_the_general_one(self) -> None:
        general = next(rule for rule in self.rules if rule.form == "seminar")
        special = replace(general, emp_kind="PPPK", jp_national=Decimal(1))
        rules = [general, special]
        self.assertEqual(worth(Activity(form="seminar", ended_on=DAY), rules).jp, 4)
        self.assertEqual(
            worth(Activity(form="seminar", ended_on=DAY, emp_kind="PPPK"), rules).jp, 1
        )

    def test_without_any_rule_it_says_so(self) -> None:
        with self.assertRaises(NoRule):
            worth(Activity(form="elearning", ended_on=dt.date(2001, 1, 1)), self.rules)


class RuleFileTests(TestCase):
    def test_every_row_names_its_regulation_and_its_source(self) -> None:
        rows: list[RuleRow | TargetRow] = [*conversions(), *targets()]
        for row in rows:
            with self.subTest(row.key):
                self.assertTrue(row.regulation)
                self.assertTrue(row.source)

    def test_the_unsure_rows_say_so(self) -> None:
        unsure = {row.form for row in conversions() if not row.verified}
        self.assertLessEqual({"community", "selfstudy", "mentoring", "coaching"}, unsure)
        self.assertNotIn("seminar", unsure)

    def test_pns_has_a_floor_and_pppk_a_ceiling(self) -> None:
        found = {(row.emp_kind, row.bound): row.jp for row in targets()}
        self.assertEqual(found["PNS", "minimum"], 20)
        self.assertEqual(found["PPPK", "maximum"], 24)

    def test_a_bad_row_is_named(self) -> None:
        good = (
            '[[rule]]\nform="x"\nlabel="x"\nroute="classical"\nunit="day"\njp_national="1"\n'
            'emp_kind="any"\nregulation="x"\neffective_from=2020-01-01\nverified=true\nsource="x"\n'
        )
        for said, wanted in [
            (good.replace('"1"', "1"), "in quotes"),
            (good.replace('"1"', '"satu"'), "not a number"),
            (good.replace('"1"', '"-1"'), "below zero"),
            (good.replace('"day"', '"moon"'), "unit must be one of"),
            (good.replace('source="x"\n', ""), "source"),
            (good + good, "stated twice"),
        ]:
            with self.subTest(wanted), tempfile.TemporaryDirectory() as folder:
                Path(folder, "x.toml").write_text(said)
                with self.assertRaisesRegex(BadRule, wanted):
                    conversions(Path(folder))
