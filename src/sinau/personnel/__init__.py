"""LAGA TARUNG, the smart personnel services: a catalogue, eligibility by rule, requests, advice, decisions and letters.

Words it owns: service, leave request, advice, decision, letter.
"""
