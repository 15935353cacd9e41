"""Meetings in people's own calendars: as messages, as a file, and as a feed of one's own."""
