"""What a plan states, one module a field; each gives facts with their words, their rule and how sure it is."""
