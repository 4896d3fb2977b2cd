"""True numbers for heads of agency, each of which opens to its rows.

Words it owns: indicator, summary.
"""
