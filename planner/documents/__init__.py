"""What leaves the house as a file: plain data in, bytes out."""
