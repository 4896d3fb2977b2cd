"""The front page of each kind of person; the only app that looks at everything below the roof.

Words it owns: place, next step.
"""
