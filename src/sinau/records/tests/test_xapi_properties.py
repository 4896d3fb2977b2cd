"""id, timestamp, stored, version (1.0.3 Data 2.4.1, 2.4.7 to 2.4.10, 4.4, 4.5; 2.0 4.2.4, 4.2.7)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sinau.records.tests.saying import UUID, accepts, read, refuses, statement, sub
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import read_timestamp
from sinau.records.xapi.versions import Version, version_of


@pytest.mark.parametrize("id", [UUID, UUID.upper(), "00000000-0000-0000-0000-000000000000"])
def test_an_id_is_a_uuid_in_standard_form(id: str) -> None:
    """1.0.3 Data 2.4.1 and 4.4; 2.0 4.2.4.2: every version of UUID, found in lower case."""
    assert read(statement(id=id)).id == id.lower()
    accepts(statement(id=id))


@pytest.mark.parametrize(
    "id", [UUID + "8", "M" + UUID[1:], UUID.replace("-", ""), "urn:uuid:" + UUID, "", UUID + "\n"]
)
def test_another_id_is_refused(id: str) -> None:
    """1.0.3 Data 2.4.1 and 4.4; 2.0 4.2.4.2."""
    refuses(statement(id=id), "id")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-25T09:00:00Z", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("2026-11-25T09:00:00.123Z", datetime(2026, 11, 25, 9, 0, 0, 123000, tzinfo=UTC)),
        ("2026-11-25T09:00:00.123456789Z", datetime(2026, 11, 25, 9, 0, 0, 123456, tzinfo=UTC)),
        ("2026-11-25T09:00:00+07:00", datetime(2026, 11, 25, 2, tzinfo=UTC)),
        ("2026-11-25T09:00:00-07:00", datetime(2026, 11, 25, 16, tzinfo=UTC)),
        ("2026-11-25T09:00:00.1+00:00", datetime(2026, 11, 25, 9, 0, 0, 100000, tzinfo=UTC)),
        ("2026-11-25 09:00:00+00:00", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("2026-11-25t09:00:00z", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("1945-08-17T10:00:00+07:00", datetime(1945, 8, 17, 3, tzinfo=UTC)),
        ("2126-01-01T00:00:00Z", datetime(2126, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_both_versions(text: str, moment: datetime) -> None:
    """1.0.3 Data 4.5; 2.0 4.2.7: RFC 3339, also with a space, kept in UTC; the future is allowed."""
    for version in Version:
        assert read(statement(timestamp=text), version).timestamp == moment
        accepts(statement(object=sub(timestamp=text)), version)
        accepts(statement(stored=text), version)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20261125T090000Z", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("2026-11-25", datetime(2026, 11, 25, tzinfo=UTC)),
        ("2026-11-25T09:00", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("2026-11-25T09:00:00", datetime(2026, 11, 25, 9, tzinfo=UTC)),
        ("2026-11-25T09:00:00,5+07", datetime(2026, 11, 25, 2, 0, 0, 500000, tzinfo=UTC)),
        ("2026-11-25T09:00:00+0700", datetime(2026, 11, 25, 2, tzinfo=UTC)),
    ],
)
def test_1_0_3_takes_what_iso_8601_allows_and_2_0_does_not(text: str, moment: datetime) -> None:
    """1.0.3 Data 4.5.s1.b1 and b4: ISO 8601, a zone only SHOULD be there; 2.0 4.2.7: RFC 3339."""
    assert read(statement(timestamp=text)).timestamp == moment
    refuses(statement(timestamp=text), "timestamp", Version.V2)
    refuses(statement(object=sub(timestamp=text)), "object.timestamp", Version.V2)


@pytest.mark.parametrize(
    "text",
    [
        "kemarin",
        "",
        "Z",
        "01/011/2015",
        "2008-09-15T15:53:00.601-00",
        "2008-09-15T15:53:00.601-0000",
        "2008-09-15T15:53:00.601-00:00",
        "2026-02-30T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-25T24:00:00Z",
        "2026-11-25T09:61:00Z",
        "2026-11-25T09:00:61Z",
        "2026-11-25T09:00:00+25:00",
        "2026-11-25T09:00:00+07:60",
        "2026-11-25X09:00:00Z",
        "2026-11-25T09:00:00.Z",
        "2026-11-25T09:00:00 Z",
        "2026-W48-3T09:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "9999-12-31T23:59:60Z",
        "٢٠٢٦-11-25T09:00:00Z",
        "2026-11-25T09:00:00Z" + "0" * 100,
    ],
)
def test_another_moment_is_refused(text: str) -> None:
    """1.0.3 Data 4.5, 2.4.7, 2.4.8; 2.0 4.2.7: also the offset -00:00, whatever its form."""
    refuses(statement(timestamp=text), "timestamp")
    refuses(statement(stored=text), "stored")
    refuses(statement(object=sub(timestamp=text)), "object.timestamp")
    for version in Version:
        with pytest.raises(Invalid):
            read_timestamp(text, version)


@pytest.mark.parametrize("text", ["1.0", "1.0.0", "1.0.3", "1.0.9"])
def test_statements_of_1_0_are_accepted(text: str) -> None:
    """1.0.3 Data 2.4.10.s3.b1; 2.0 4.2.4.3: every 1.0.x."""
    accepts(statement(version=text))


def test_statements_of_2_0_are_accepted_under_2_0() -> None:
    """2.0 4.2.4.3: 2.0.x where 2.0 was asked for."""
    for text in ("2.0", "2.0.0", "2.0.1"):
        accepts(statement(version=text), Version.V2)
        refuses(statement(version=text), "version", Version.V1)


@pytest.mark.parametrize(
    "text", ["0.9.9", "0.95", "1.1.0", "1", "1.0.", "3.0.0", "2.1.0", "x", "", "1.0.3\n"]
)
def test_other_versions_are_refused(text: str) -> None:
    """1.0.3 Data 2.4.10.s3.b2; 2.0 4.2.4.3."""
    refuses(statement(version=text), "version")


@pytest.mark.parametrize("header", ["1.0", "1.0.0", "1.0.1", "1.0.2", "1.0.3", " 1.0.3 "])
def test_a_header_asks_for_1_0_3(header: str) -> None:
    """1.0.3 Communication 3.3.s3: 1.0 means 1.0.0, and all 1.0.x are one model."""
    assert version_of(header) is Version.V1


@pytest.mark.parametrize("header", ["2.0", "2.0.0", "2.0.1"])
def test_a_header_asks_for_2_0(header: str) -> None:
    """2.0 4.1.6: 2.0.x."""
    assert version_of(header) is Version.V2


@pytest.mark.parametrize(
    "header", [None, "", "  ", "0.9", "0.95", "1.1.0", "2.1", "3.0.0", "1.0.x", "satu"]
)
def test_another_header_is_refused(header: str | None) -> None:
    """1.0.3 Communication 3.3.s3.b5; 2.0 4.1.6: a version that is not known, or none."""
    with pytest.raises(Invalid) as caught:
        version_of(header)
    assert caught.value.field == "X-Experience-API-Version"
