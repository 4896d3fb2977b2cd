"""The demo city: plausible agencies, people and work, generated the same way every time.

Words it owns: city, seed.
"""
