"""Courses written by us, for a city that begins: the path "ASN cakap AI".

Each folder of `courses/` is one course: `course.toml`, its lessons in Markdown, and `quiz.toml`. In a
lesson a quotation that begins with "[!contoh] Title" is a callout, and "{{cek:1}}" stands for the
first check of its head.
"""
