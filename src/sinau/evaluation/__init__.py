"""Whether learning helped: Kirkpatrick 1 to 4, asked of those who know.

Words it owns: evaluation, level, form, invitation, response, effect, indicator.
"""
