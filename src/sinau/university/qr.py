"""An address as a code to scan, drawn as SVG that grows with the page."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def code_of(address: str, css: str) -> SafeString:
    """The code, in black on white whatever the page looks like."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn,
        kind="svg",
        border=3,
        dark="#111",
        light="#fff",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        svgclass=css,
        lineclass=None,
    )
    return mark_safe(drawn.getvalue().decode())
