"""Words that several rooms of the house judge by, each said once."""

# What is not known is printed so, never as a blank, a dash or an invented default.
UNKNOWN = "待定"
