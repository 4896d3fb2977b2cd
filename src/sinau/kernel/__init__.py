"""What would be true in any program: facts, refusals, the clock, identifiers, money and Indonesian words for dates and numbers.

No models and no pages.
"""
