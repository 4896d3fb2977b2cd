"""Signing in: NIP and password, second factor, passkey, the city's provider, sessions, recovery.

Words it owns: attempt, lock-out, second factor, passkey, recovery code, recovery link, session.
"""
