"""Annual leave as arithmetic: working days, and how many of them somebody has. No database, no clock.

Source: PP 11/2017; PerBKN 24/2017 jo. PerBKN 7/2021, as data in `personnel/rules/`.
"""
