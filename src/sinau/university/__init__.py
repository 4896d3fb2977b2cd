"""Jogja Corporate University: courses, lessons, quizzes, classes, attendance and certificates.

Words it owns: course, lesson, quiz, attempt, enrolment, class, session, attendance, certificate.
"""
