"""Invoices as files: photos, PDF, OFD and XML become `InvoiceReading`s, held against the budget and against each other.

No reader runs what it reads: entities, archives, pages and pixels are bounded, and each bound has its sentence.
"""
