"""Writes and decisions: verb_noun(subject, *, actor, …)."""
