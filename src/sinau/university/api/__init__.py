"""What the university offers to programs, room by room."""
