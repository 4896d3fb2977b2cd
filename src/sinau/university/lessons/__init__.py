"""What a lesson is made of: blocks as plain values, stored files known by their content.

Nothing here knows the database.
"""
