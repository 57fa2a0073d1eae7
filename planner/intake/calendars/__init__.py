"""Calendars that people have as .ics files, read into the entries of a school year."""
