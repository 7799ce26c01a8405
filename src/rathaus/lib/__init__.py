"""Plain Python that any floor may use; knows neither Django nor the town hall."""
