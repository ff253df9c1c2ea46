"""The models: a case file for each record type, and the values of fields."""
