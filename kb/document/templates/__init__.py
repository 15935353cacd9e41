"""Templates: eleven beginnings, each with its headings and hints, in both languages."""
