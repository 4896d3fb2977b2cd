"""What people fill in about plans, competencies and needs."""
