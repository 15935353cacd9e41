"""Web ground: what every page leans on."""
