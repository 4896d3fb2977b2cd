"""The plan of an idea, and the agreement of the privacy officer."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea

MOST_RUPIAH = 10_000_000_000_000


class LegalBasis(models.TextChoices):
    """The six bases on which personal data may be processed (UU 27/2022, Pasal 20)."""

    CONSENT = "persetujuan", _("Persetujuan pemilik data")
    CONTRACT = "perjanjian", _("Perjanjian dengan pemilik data")
    DUTY = "kewajiban", _("Kewajiban menurut hukum")
    VITAL = "vital", _("Kepentingan vital pemilik data")
    PUBLIC = "publik", _("Tugas bagi kepentingan umum atau kewenangan")
    LEGITIMATE = "sah", _("Kepentingan sah lainnya yang seimbang")


class Plan(models.Model):
    """What is to be done, for whom, with which data, and how one stops; one for each idea.

    Every change raises `version` and stands in the journal.
    """

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="plan")
    purpose = models.TextField(
        _("Tujuan"),
        blank=True,
        help_text=_(
            "Apa yang berubah bagi orang yang dilayani, dalam kalimat yang dipahami warga."
        ),
    )
    people_affected = models.TextField(
        _("Orang yang terkena"),
        blank=True,
        help_text=_("Semua yang merasakan akibatnya, juga yang tidak memakai alatnya."),
    )
    data_used = models.TextField(
        _("Data yang dipakai"),
        blank=True,
        help_text=_("Jenis data, dari mana, dan apa yang tidak dipakai."),
    )
    personal_data = models.BooleanField(
        _("Apakah data pribadi dipakai"),
        null=True,
        blank=True,
    )
    privacy_note = models.TextField(
        _("Dampak bagi data pribadi"),
        blank=True,
        help_text=_(
            "Isi bila data pribadi dipakai: dasar pemrosesan, akibat terburuk bagi pemilik data, cara mencegahnya, masa simpan."
        ),
    )
    legal_basis = models.CharField(
        _("Dasar pemrosesan data pribadi"),
        max_length=20,
        blank=True,
        choices=LegalBasis.choices,
        help_text=_("Isi bila data pribadi dipakai. Enam dasar menurut UU 27/2022 Pasal 20."),
    )
    notice = models.TextField(
        _("Cara memberi tahu bahwa AI dipakai"),
        blank=True,
        help_text=_("Kalimat yang dibaca orang, di mana, dan kapan."),
    )
    worst_case = models.TextField(
        _("Keadaan terburuk"),
        blank=True,
        help_text=_("Apa yang paling merugikan orang, dan siapa yang pertama tahu."),
    )
    recourse = models.TextField(
        _("Penjelasan dan keberatan"),
        blank=True,
        help_text=_("Bagaimana hasilnya dijelaskan, kepada siapa orang berkeberatan, berapa lama."),
    )
    training = models.TextField(
        _("Pelatihan petugas"),
        blank=True,
        help_text=_("Siapa yang dilatih, tentang apa, sebelum kapan."),
    )
    human_role = models.TextField(
        _("Peran manusia"),
        blank=True,
        help_text=_("Siapa yang memeriksa, siapa yang memutuskan, siapa yang dapat mematikan."),
    )
    fallback = models.TextField(
        _("Cara cadangan tanpa AI"),
        blank=True,
        help_text=_("Bagaimana layanan tetap berjalan ketika alatnya mati."),
    )
    fallback_tried_on = models.DateField(
        _("Cara cadangan dicoba pada"),
        null=True,
        blank=True,
        help_text=_("Boleh kosong sampai sebelum penerapan."),
    )
    fallback_result = models.TextField(_("Hasil percobaan cadangan"), blank=True)
    cost = models.PositiveBigIntegerField(
        _("Biaya"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_RUPIAH)],
        help_text=_("Dalam rupiah penuh, tanpa titik. Tulis 0 bila tanpa biaya."),
    )
    starts_on = models.DateField(_("Uji coba mulai"), null=True, blank=True)
    ends_on = models.DateField(_("Uji coba selesai"), null=True, blank=True)
    schedule = models.TextField(
        _("Tahapan"), blank=True, help_text=_("Di mana, berapa lama, kapan ditinjau.")
    )
    benefit_indicator = models.CharField(
        _("Ukuran manfaat"),
        max_length=200,
        blank=True,
        help_text=_("Satu ukuran yang dapat dihitung."),
    )
    benefit_baseline = models.CharField(_("Keadaan awal"), max_length=200, blank=True)
    benefit_target = models.CharField(_("Sasaran"), max_length=200, blank=True)
    exit = models.TextField(
        _("Cara berhenti"),
        blank=True,
        help_text=_("Kapan dihentikan, dan apa yang terjadi dengan data serta layanannya."),
    )
    contact = models.TextField(
        _("Cara warga bertanya atau mengadu"),
        blank=True,
        help_text=_("Tampil pada daftar AI publik: unit, alamat, dan berapa lama dijawab."),
    )
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("rencana")
        verbose_name_plural = _("rencana")

    def __str__(self) -> str:
        return str(self.idea)

    def get_absolute_url(self) -> str:
        return reverse("innovation:plan", args=[self.idea_id])

    @property
    def privacy_fingerprint(self) -> str:
        """What a privacy officer agrees to: another text needs another agreement."""
        said = (self.data_used, str(self.personal_data), self.privacy_note, self.legal_basis)
        text = "\n".join(said)
        return hashlib.sha256(text.encode()).hexdigest()


class PrivacyAgreement(models.Model):
    """That a privacy officer agreed to how a plan treats personal data, as it was written then."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="privacy_agreements")
    fingerprint = models.CharField(max_length=64)
    note = models.TextField(_("catatan"), blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField()

    class Meta:
        ordering = ["-agreed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "fingerprint"], name="one_agreement_a_text")
        ]

    def __str__(self) -> str:
        return f"{self.plan} · {self.agreed_by}"
