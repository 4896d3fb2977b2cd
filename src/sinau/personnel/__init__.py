"""LAGA TARUNG: the catalogue of personnel services, and annual leave from the request to the letter.

Words it owns: service, request, draft, advice, decision, letter, balance.
"""
