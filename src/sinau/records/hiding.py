"""Pseudonymise a person: see below."""


def carry_out(request_id: int) -> None:
    """Later."""
