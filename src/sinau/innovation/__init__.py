"""From an idea to a live AI service of several agencies, through gates that hold.

Words it owns: idea, team, plan, gate, pilot, AI use.
"""
