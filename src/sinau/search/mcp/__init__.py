"""The search as tools for language models, by the Model Context Protocol: one POST, one answer, no session.

Words it owns: message, tool, call.
"""
