"""Reads that two or more callers need."""
