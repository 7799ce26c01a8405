"""What changes offices, and who works there."""
