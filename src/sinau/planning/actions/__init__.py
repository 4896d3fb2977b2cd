"""The verbs of planning, one module for each noun they change. All of its writing happens here."""
