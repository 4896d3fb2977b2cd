"""What the work of an agency adds up to: true numbers, each opening to its rows.

Words it owns: figure, scope, summary.
"""
