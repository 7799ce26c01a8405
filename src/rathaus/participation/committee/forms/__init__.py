"""What the team and the members type."""
