"""What knowledge offers to programs: articles, regulations, what comes in and what goes out."""
