"""Personal data is found where it is typed."""
