"""YAML text → records: the reader, typing mistakes, field errors in Chinese, resolved relations, consents."""
