"""The Experience API as pure functions: 1.0.3 and 2.0.0 (IEEE 9274.1.1). No Django, no database.

Bytes in, checked records out, or `Invalid` with the field and the section of the specification.
"""
