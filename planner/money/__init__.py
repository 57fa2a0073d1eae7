"""What happened to the money of an event: its ledger, its finances, the overview of many events; plain data."""

from planner.money.ledger import Ledger

__all__ = ["Ledger"]
