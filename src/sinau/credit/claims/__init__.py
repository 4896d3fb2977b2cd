"""Claims of outside training: written by the person, verified by an officer, kept in the ledger.

Words it owns: claim, certificate, finding, appeal.
"""
