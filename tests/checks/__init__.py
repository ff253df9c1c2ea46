"""Rules whose tests need more than a case file."""
