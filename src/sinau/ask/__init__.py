"""The answer desk, Tanya: quoted passages with citations, an honest refusal, and the hand-off to people.

Words it owns: question, answer, quotation, refusal, hand-off.
"""
