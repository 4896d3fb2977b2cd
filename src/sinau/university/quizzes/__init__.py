"""How an answer becomes a mark, and marks become figures: pure functions over plain values.

Words owned here: Question (what is asked), Response (what was answered, as JSON values), Mark (what
it is worth), Item (how a question did among those who were asked). No database and no clock.
"""
