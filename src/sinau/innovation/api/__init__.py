"""What innovation offers to programs: the gate of an AI use."""
