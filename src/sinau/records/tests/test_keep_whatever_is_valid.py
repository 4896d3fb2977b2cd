"""Whatever is valid is kept and found again as it was said, and nothing else gives an error."""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from typing import Any

from django.test import TestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from sinau.records import finding, storing
from sinau.records.tests.saying import encoded
from sinau.records.tests.test_xapi_fuzz import spoilt, statements, ways
from sinau.records.xapi.reading import read_statement
from sinau.records.xapi.same import are_same
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version


class KeepWhateverIsValidTests(TestCase):
    def keep(self, said: dict[str, Any], version: Version) -> None:
        caller = storing.house_caller()
        checked = read_statement(encoded(said), version)
        (id,) = storing.store([checked], caller=caller, version=version)
        found = finding.one(id, voided=False, caller=caller)
        assert found is not None
        self.assertTrue(are_same(said, json.loads(found)), said)
        self.assertEqual(storing.store([checked], caller=caller, version=version), [id])

    def test_each_is_found_again_as_it_was_said(self) -> None:
        @settings(max_examples=60, deadline=None)
        @given(st.sampled_from(Version), st.data())
        def each(version: Version, data: st.DataObject) -> None:
            said = data.draw(statements(version))
            self.keep({**said, "id": str(uuid.uuid4())}, version)

        each()

    def test_a_spoilt_one_is_refused_or_kept(self) -> None:
        @settings(max_examples=60, deadline=None)
        @given(st.sampled_from(Version), st.data())
        def each(version: Version, data: st.DataObject) -> None:
            said = spoilt(data, data.draw(statements(version)))
            if not ways(said):
                return
            with suppress(Invalid, storing.Rejected, storing.CannotVoid):
                self.keep({**said, "id": str(uuid.uuid4())}, version)

        each()
