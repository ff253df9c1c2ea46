"""The models: one file of cases a record type, and the values their fields take."""
