"""All that changes who may act for whom; one file for each kind."""
