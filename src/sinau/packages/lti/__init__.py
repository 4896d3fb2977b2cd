"""LTI 1.3 without the house: words, signed messages, claims and scores, each by its requirement."""
