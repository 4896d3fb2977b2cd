"""Jogja Corporate University: courses, lessons, quizzes, classes, attendance and certificates.

Words it owns: course, lesson, quiz, version, question, attempt, answer, enrolment, class,
session, registration, attendance, completion, certificate, revocation.
"""
