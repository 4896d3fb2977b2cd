"""Who works for the city: employees, agencies as a tree with history, roles, signing in, and the import of the national workbook.

Words it owns: person, agency, posting, grant, role, NIP, audience.
"""
