"""What a whole text is proposed to bring into an event, each with its words, decided before it is taken."""
