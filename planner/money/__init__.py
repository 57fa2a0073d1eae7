"""What happened to the money of an event: its ledger, its finances, the overview of many events; plain data."""
