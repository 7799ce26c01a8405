"""What people type about workshops: who registers, and the team."""
