"""The situation as files: signed JSON with everything it was computed from, and a table as CSV."""

from __future__ import annotations

import csv
import json

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.kernel.signing import city_key
from sinau.people.access import PersonRequest, signed_in
from sinau.risk.actions.situations import ask_situation
from sinau.risk.models import Register, Result, Risk
from sinau.risk.pictures.of_risk import reading_of
from sinau.risk.situations import Question, question_of


@signed_in
def show(request: PersonRequest, kind: str, pk: str = "") -> HttpResponse:
    """The file of the situation of a register, or of all risks the person may see."""
    register = None
    risks = Risk.objects.visible_to(request.user)
    if pk:
        register = get_object_or_404(Register.objects.visible_to(request.user), pk=pk)
        risks = risks.filter(register=register)
    question = question_of(risks, register)
    if question.inputs.is_empty:
        raise Http404
    result = ask_situation(question, by=request.user)
    if not result.finished_at:
        raise Http404
    name = f"situasi-risiko-{today().isoformat()}"
    if kind == "csv":
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        _write_table(response, question, result)
    else:
        response = HttpResponse(_signed(result), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def _signed(result: Result) -> str:
    """The stored numbers, and a signature over exactly the text of `situation`."""
    said = json.dumps(
        {
            "inputs_hash": result.inputs_hash,
            "seed": result.seed,
            "years": result.years,
            "model_version": result.model_version,
            "computed_at": result.finished_at.isoformat() if result.finished_at else "",
            **result.content,
        },
        sort_keys=True,
        ensure_ascii=False,
    )
    signature, certificate = city_key().seal(said.encode())
    return json.dumps(
        {
            "situation": said,
            "signature": signature,
            "algorithm": "RSASSA-PKCS1-v1_5 SHA-256",
            "certificate": certificate,
        },
        ensure_ascii=False,
        indent=1,
    )


def _write_table(response: HttpResponse, question: Question, result: Result) -> None:
    """One line for each risk; text of people never begins a formula."""
    rows = csv.writer(response, delimiter=";")
    rows.writerow(
        [
            _("Kode"), _("Kejadian"), _("Register"), _("Perangkat daerah"),
            _("Peluang setahun sebelum"), _("Peluang setahun sekarang"),
            _("Kerugian rata-rata sebelum"), _("Kerugian rata-rata sekarang"),
            _("Bagian kerugian tahun terburuk"), _("Peluang di lima besar"),
            _("Keyakinan sel resmi"), _("Rapuh"),
        ]
    )  # fmt: skip
    now = result.content["now"]
    whole = now["after"]["es95"] or 1.0
    for risk in question.inputs.risks:
        found, reading = now["risks"][str(risk.pk)], reading_of(risk)
        rows.writerow(
            [
                _plain(risk.code), _plain(risk.event), _plain(risk.register.title),
                _plain(risk.register.agency.name),
                f"{found['p_before']:.4f}", f"{found['p_after']:.4f}",
                f"{found['mean_before']:.0f}", f"{found['mean_after']:.0f}",
                f"{now['after']['by_risk'][str(risk.pk)] / whole:.4f}",
                f"{found['p_best']:.4f}",
                f"{reading.confidence:.4f}" if reading else "",
                (_("ya") if reading.is_fragile else _("tidak")) if reading else "",
            ]
        )  # fmt: skip


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
