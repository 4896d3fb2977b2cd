"""Registers of risks on the official matrix: where each risk stands before and after what is done
about it, who does what until when, and who looked at it. The framework (matrix, criteria,
appetite) is data in `rules/`, kept in versions; a risk keeps the version it was assessed under.

Words it owns: register, risk, framework, assessment, magnitude, level, appetite, treatment,
review, acceptance; steward, context, criterion, monitoring, form; incident, near miss, notice;
taxonomy, box, exclusion, naming.
"""
