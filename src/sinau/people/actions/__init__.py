"""The verbs of people, one module for each noun they change. All of its writing happens here."""
