"""Open to harvesters of other houses: OAI-PMH 2.0 over what is public.

Sections named in the code are those of the protocol, https://www.openarchives.org/OAI/openarchivesprotocol.html.
"""
