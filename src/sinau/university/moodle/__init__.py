"""Reads the backup of a Moodle course (.mbz), without Django.

Sections, pages, books, lessons, labels, links and files become lessons; quizzes and the question
bank become questions. Every part of the course gets one line of the report: in, with what changed,
or left out, with the reason. Participants and what they did are never read.

Words owned here: Backup (what came of a file), Sitting (one lesson to be), Test (one quiz to be).
"""

from sinau.university.moodle.backup import Ask, Attachment, Backup, Draw, Sitting, Test
from sinau.university.moodle.reading import read_backup

__all__ = ["Ask", "Attachment", "Backup", "Draw", "Sitting", "Test", "read_backup"]
