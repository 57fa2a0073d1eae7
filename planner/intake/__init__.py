"""Reading what people already have: bytes and text in, plain values with their evidence out; nothing is guessed."""
