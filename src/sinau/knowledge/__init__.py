"""What the city knows: regulations to the ayat, and articles with an owner, a status and a review date.

Words it owns: document, reading, regulation, relation, passage, article, revision, review, citation.
"""
