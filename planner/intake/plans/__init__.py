"""Whole texts, cut into a plan: sections, facts and rows, each with the words it was read from.

Rules with evidence and no model. Nothing is inferred beyond the text, nothing is computed but sums that are compared.
"""
