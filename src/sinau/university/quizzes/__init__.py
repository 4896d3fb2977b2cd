"""How an answer becomes a mark: pure functions over plain values, no database and no clock.

Words owned here: Key (what is right), Response (what was answered), Mark (what it is worth).
"""
