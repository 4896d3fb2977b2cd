"""Where anybody checks a certificate, a badge, or a file that somebody sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from sinau.people.accounts.entering import address_of
from sinau.university.actions.certificates import read_code
from sinau.university.actions.probing import count_in_vain, refuse_who_probes
from sinau.university.actions.verifying import check_badge, check_badge_file, check_paper
from sinau.university.certificates.credential.checking import Outcome, Report, Step
from sinau.university.forms import VerifyForm

STEPS = {
    Step.STRUCTURE: _("Susunan"),
    Step.PROOF: _("Tanda tangan"),
    Step.DATES: _("Masa berlaku"),
    Step.STATUS: _("Pencabutan"),
}
TONES = {Outcome.PASSED: "good", Outcome.FAILED: "bad", Outcome.UNKNOWN: "wait"}
OUTCOMES = {
    Outcome.PASSED: _("Sesuai"),
    Outcome.FAILED: _("Tidak sesuai"),
    Outcome.UNKNOWN: _("Tidak dapat diperiksa"),
}
WORDS = {
    "open-badge": _("Ini lencana Open Badges 3.0."),
    "too-large": _("Isinya lebih besar dari lencana mana pun."),
    "not-json-or-token": _("Isinya bukan lencana: bukan JSON, token, atau gambar berisi lencana."),
    "context-missing": _("Bagian @context tidak dimulai dengan konteks kredensial W3C."),
    "not-a-credential": _("Jenisnya bukan VerifiableCredential."),
    "not-an-open-badge": _("Kredensial ini bukan lencana Open Badges."),
    "issuer-missing": _("Penerbitnya tidak disebut."),
    "achievement-missing": _("Capaiannya tidak disebut."),
    "subject-missing": _("Penerimanya tidak disebut."),
    "proof-missing": _("Tidak ada tanda tangan."),
    "suite-not-read": _("Jenis tanda tangannya tidak dibaca di sini."),
    "proof-of-another-purpose": _("Tanda tangannya dibuat untuk keperluan lain."),
    "signed-by-issuer": _("Ditandatangani oleh penerbitnya dan tidak berubah sejak itu."),
    "signature-wrong": _("Tanda tangannya tidak cocok dengan isinya. Isinya mungkin diubah."),
    "issuer-differs": _("Penerbit pada token berbeda dari penerbit pada lencana."),
    "key-not-named": _("Token tidak menyebut kunci penerbitnya."),
    "key-of-somebody-else": _("Kuncinya bukan milik penerbit."),
    "key-unknown": _("Kuncinya tidak ada pada dokumen penerbit."),
    "issuer-not-looked-up": _("Kunci penerbit ini tidak diambil dari jaringan oleh Sinau."),
    "date-missing": _("Tanggal mulai berlakunya tidak ada."),
    "date-unreadable": _("Tanggalnya tidak dapat dibaca."),
    "not-yet-valid": _("Belum mulai berlaku."),
    "expired": _("Masa berlakunya sudah lewat."),
    "in-force": _("Sedang berlaku."),
    "no-status-kept": _("Penerbit tidak menyimpan daftar pencabutan untuk lencana ini."),
    "status-not-read": _("Cara pencabutannya tidak dibaca di sini."),
    "status-not-looked-up": _("Daftar pencabutan penerbit ini tidak diambil dari jaringan."),
    "status-unreadable": _("Daftar pencabutannya tidak dapat dipercaya."),
    "revoked": _("Sudah dicabut oleh penerbitnya."),
    "not-revoked": _("Tidak dicabut."),
}


@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """A code, a file or the text of a badge; each is answered on the same page, nothing is kept."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and not request.user.is_authenticated:
        refuse_who_probes(address_of(request))
        count_in_vain(address_of(request))
    if request.method == "POST" and form.is_valid():
        code, file, text = (form.cleaned_data[name] for name in ("code", "file", "text"))
        if code:
            return redirect("university:certificate", read_code(code) or code)
        content = file.read() if file else b""
        if content.startswith(b"%PDF-"):
            context["paper"] = check_paper(content)
        else:
            report = check_badge_file(content) if file else check_badge(text)
            context |= {"report": report, "findings": _said(report), "badge": _shown(report)}
    status = 422 if form.errors else 200
    return render(request, "university/verify.html", context, status=status)


def _said(report: Report) -> list[dict[str, object]]:
    return [
        {
            "step": STEPS[finding.step],
            "tone": TONES[finding.outcome],
            "outcome": OUTCOMES[finding.outcome],
            "words": WORDS[finding.code],
            "detail": finding.detail,
        }
        for finding in report.findings
    ]


def _shown(report: Report) -> dict[str, str]:
    """Name of the achievement and its issuer, as the badge itself says, where it is one."""
    subject = report.credential.get("credentialSubject")
    subject = subject[0] if isinstance(subject, list) and subject else subject
    achievement = subject.get("achievement") if isinstance(subject, dict) else None
    issuer = report.credential.get("issuer")
    name = issuer.get("name") or issuer.get("id") if isinstance(issuer, dict) else issuer
    title = achievement.get("name") if isinstance(achievement, dict) else ""
    return {"title": str(title or "")[:200], "issuer": str(name or "")[:200]}
