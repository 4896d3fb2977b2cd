"""What people fill in when knowledge comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from sinau.knowledge.forms import _AudienceForm
from sinau.people.access import within
from sinau.people.models import Agency, Audience, Person, Role
from sinau.ui.forms import FileInput

ENDINGS = [".zip", ".xml", ".gz", ".bz2", ".xlsx", ".csv", ".html", ".htm", ".md", ".txt"]
ENDINGS += [".pdf", ".docx"]


class BringForm(_AudienceForm):
    """A file of another system."""

    file = forms.FileField(
        label=_("Berkas"),
        widget=FileInput(accept=ENDINGS),
        help_text=_(
            "ZIP dokumen atau Markdown, ekspor MediaWiki (XML), ekspor BookStack (ZIP atau HTML), "
            "daftar tautan (XLSX), atau arsip dari Sinau lain."
        ),
    )
    origin = forms.CharField(
        label=_("Nama asal"),
        max_length=60,
        required=False,
        help_text=_(
            "Misalnya wiki-dinkes. Dengan nama yang sama, ekspor berikutnya memperbarui artikel yang "
            "sudah ada. Kosongkan untuk wiki: namanya dibaca dari berkas."
        ),
    )

    field_order = ["file", "origin", "agency", "audience"]

    def __init__(self, *args: Any, person: Person, **kw: Any):
        super().__init__(*args, **kw)
        agency_field = self.fields["agency"]
        assert isinstance(agency_field, forms.ModelChoiceField)
        agency_field.queryset = agencies_kept_by(person)
        agency_field.initial = (
            agency_field.queryset.filter(pk=person.agency_id).first()
            or agency_field.queryset.first()
        )
        self.fields["audience"].initial = Audience.AGENCY

    def clean_file(self) -> UploadedFile[bytes]:
        """Not too large; what is inside is looked at by the reader."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        mega = 1024 * 1024
        if (file.size or 0) > settings.PACKAGE_MAX_BYTES:
            raise forms.ValidationError(
                _("Berkas ini %(size)s MB, sedangkan batasnya %(limit)s MB. Pecah ekspornya.")
                % {
                    "size": -(-(file.size or 0) // mega),
                    "limit": settings.PACKAGE_MAX_BYTES // mega,
                }
            )
        return file


def agencies_kept_by(person: Person) -> Any:
    """The agencies for which a person may bring knowledge in."""
    return Agency.objects.open_now().filter(within("", person, Role.CURATOR, Role.OFFICER))
