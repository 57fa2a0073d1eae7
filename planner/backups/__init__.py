"""Copies of a whole installation: made while it is in use, looked through, put back into an empty one."""
