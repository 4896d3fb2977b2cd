"""Learning made elsewhere: cmi5, SCORM and xAPI packages, and outside tools by LTI.

Words it owns: package, course structure, block, assignable unit, launch, session, attempt, platform, tool,
deployment.
"""
