"""Pages of the JP ledger."""
