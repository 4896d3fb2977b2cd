"""The learning record store: every hour learnt anywhere, as xAPI statements.

Words it owns, and they are the specification's own: statement, actor, verb, object, authority,
stored, voided, state, profile. `xapi/` is the specification as pure functions; the modules beside it
keep, find and answer.
"""
