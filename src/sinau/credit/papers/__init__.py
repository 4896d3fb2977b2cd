"""The papers of the ledger as they are printed and signed: the summary of a closing, the book of a person."""
