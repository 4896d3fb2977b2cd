"""What a person is told: notices in the application and, once a day, by e-mail.

Words it owns: notice, kind of notice, mailbox, digest.
"""
