"""The JP ledger: learning hours as append-only entries under versioned rules.

Words it owns: rule, entry, reversal, JP.
"""
