"""The geometry of pictures: day columns, bars, month grid; no words of its own, no colours."""
