"""The rules about what may be published that need more than a case file."""
