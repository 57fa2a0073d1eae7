"""What a whole text is proposed to bring into an event: each with the words it came from, decided before it is taken."""
