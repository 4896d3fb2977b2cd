"""Indeks Profesionalitas ASN as arithmetic over rules that are data; no database, no clock.

Plain values in, an index with its evidence out. What is unknown counts lowest and is named. Words it
owns: dimension (one of four), part (a training that competence asks for), post (structural,
functional or executive), band.
"""

from sinau.credit.professionalism.rules import Band, Part, Rules, rules_on
from sinau.credit.professionalism.scoring import (
    Dimension,
    Index,
    Inputs,
    PartScore,
    Training,
    score,
)

__all__ = [
    "Band",
    "Dimension",
    "Index",
    "Inputs",
    "Part",
    "PartScore",
    "Rules",
    "Training",
    "rules_on",
    "score",
]
