"""What every half of the house stands on; knows nothing of services or ideas."""
