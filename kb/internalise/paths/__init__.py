"""Learning paths: practices in the order in which one makes them one's own."""
