"""YAML text → records: the reader, typing mistakes, errors of fields said in Chinese, relations resolved, consents."""
