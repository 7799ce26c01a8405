"""What spans modules: the cast, the city's content, architecture, journeys, the browser."""
