"""The JP ledger: learning hours as append-only entries under versioned rules.

Words it owns: rule, version, target, entry, reversal, adjustment, evidence, closing, finding, JP.
"""
