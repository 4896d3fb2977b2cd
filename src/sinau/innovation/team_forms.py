"""What is asked about the work of a team."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.innovation.actions.contributions import Given
from sinau.innovation.models import Gift, Idea
from sinau.innovation.models.contributions import MOST_AMOUNT
from sinau.kernel.clock import today
from sinau.people.forms import PersonField
from sinau.people.models import Agency, Person
from sinau.ui.forms import DateField, DateInput


class ContributionForm(forms.Form):
    """What was given to an idea, by whom and when."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=Gift.choices)
    amount = forms.DecimalField(
        label=_("Banyaknya"),
        min_value=Decimal("0.5"),
        max_value=MOST_AMOUNT,
        decimal_places=1,
        localize=True,
        help_text=_("Jam untuk jam kerja; untuk yang lain berapa kali atau berapa buah."),
    )
    what = forms.CharField(
        label=_("Yang dikerjakan"),
        max_length=300,
        help_text=_("Cukup jelas untuk dibenarkan anggota lain."),
    )
    happened_on = DateField(label=_("Tanggal"), widget=DateInput(), initial=today)
    to_agency = forms.ModelChoiceField(
        label=_("Diserahkan kepada"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Tidak khusus"),
        help_text=_("Untuk data dan serah terima: perangkat daerah yang menerima."),
    )
    person = PersonField(
        label=_("NIP yang mengerjakan"),
        help_text=_("Boleh rekan dari perangkat daerah yang ikut."),
    )

    def __init__(self, idea: Idea, person: Person, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"person": person.nip})
        super().__init__(*args, **kwargs)
        field = self.fields["to_agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(pk__in=idea.partners.values("agency"))

    def given(self) -> Given:
        """The answers as a record."""
        said = self.cleaned_data
        return Given(
            person=said["person"],
            kind=Gift(said["kind"]),
            amount=said["amount"],
            what=said["what"],
            happened_on=said["happened_on"],
            to_agency=said["to_agency"],
        )
