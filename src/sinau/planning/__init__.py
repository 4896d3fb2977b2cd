"""The plan of a corporate university: its structure, competencies, needs and yearly plans.

Words it owns: structure, academy, theme, programme, yearly plan, framework, competency, requirement,
assessment, gap, need, development plan, talent box.
"""
