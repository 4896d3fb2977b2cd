"""Communities of practice: people of one or many agencies who ask, answer and agree.

Words it owns: community, member, conversation, reply, accepted answer.
"""
