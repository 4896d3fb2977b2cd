"""Every fact, written once: the audit trail, the activity feed and the outbox from which
listeners are told.

Words it owns: entry, stream, listener, delivery, retell.
"""
