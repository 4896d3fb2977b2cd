"""Risk registers on the official matrix, treatments and their owners.

Words it owns: register, risk, assessment, treatment, appetite, magnitude.
"""
