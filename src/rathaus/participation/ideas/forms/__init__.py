"""What people type about ideas: everyone, and the team."""
