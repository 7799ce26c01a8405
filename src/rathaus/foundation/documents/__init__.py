"""Documents (Dokumente): files sealed on disk, uploads looked at before they are kept, letters as accessible PDF."""
