"""The desk of those who look after ideas: queue, one idea, log."""
