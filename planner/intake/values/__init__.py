"""Words for days, times, counts, money, persons and phones, as they stand in tables and texts."""
