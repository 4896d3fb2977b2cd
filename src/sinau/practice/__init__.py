"""Learning by doing and from each other: assignments, coaching, mentoring, work elsewhere.

Words it owns: assignment, rubric, submission, peer review, action plan, cycle, goal, log entry, placement.
"""
