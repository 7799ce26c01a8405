# Rathaus. `make` alone lists what there is.
