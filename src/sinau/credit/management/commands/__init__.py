"""Commands of the JP ledger."""
