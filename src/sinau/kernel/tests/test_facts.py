"""A fact survives being written down."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from sinau.kernel.facts import Fact, type_of_kind


@dataclass(frozen=True, kw_only=True)
class LampLit(Fact):
    """A lamp was lit (only in this test)."""

    kind = "kernel.lamp.lit"
    about = "kernel.lamp:{lamp_id}"
    told = "menyalakan lampu {lamp_id} pada {on} dengan {oil} liter"

    lamp_id: int
    on: date
    oil: Decimal
    until: date | None = None
    names: list[str]


@pytest.fixture(autouse=True, scope="module")
def _forget_the_lamp() -> Iterator[None]:
    yield
    type_of_kind.pop(LampLit.kind)


def lamp() -> LampLit:
    return LampLit(lamp_id=3, on=date(2023, 9, 26), oil=Decimal("1.50"), names=["a", "b"])


def test_it_comes_back_equal_from_its_data() -> None:
    assert LampLit.from_data(lamp().to_data()) == lamp()


def test_it_says_what_it_is_about_and_reads_as_a_sentence() -> None:
    assert lamp().subject == "kernel.lamp:3"
    assert lamp().sentence() == "menyalakan lampu 3 pada 26 September 2023 dengan 1,5 liter"


def test_it_refuses_two_kinds_of_one_name() -> None:
    with pytest.raises(TypeError, match="Two kinds"):

        @dataclass(frozen=True, kw_only=True)
        class Other(Fact):
            kind = "kernel.lamp.lit"
            about = "x"
            told = "x"


def test_it_refuses_what_is_not_plain() -> None:
    with pytest.raises(TypeError, match="plain"):
        LampLit(lamp_id=3, on=date(2023, 9, 26), oil=Decimal(1), names=[object()]).to_data()  # type: ignore[list-item]
