"""What is typed about a case, at the desk and by guests."""
