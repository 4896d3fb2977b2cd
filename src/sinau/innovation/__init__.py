"""From an idea to a live AI service of several agencies, through gates that hold. An idea is
proposed, planned and its risks written down; the gate reads what is stored and refuses with every
reason; a pilot ends with a result; what is used stands in a register everybody can read.

Words it owns: idea, partner, support, plan, privacy agreement, gate, criterion, pilot, AI use.
"""
