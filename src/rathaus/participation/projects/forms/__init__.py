"""What the team and the owning offices type about projects."""
