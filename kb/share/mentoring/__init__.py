"""What a pair does together: its meetings, and where it stands."""
