"""YAML text → records: the reader, typing slips, errors of fields said in Chinese, relations resolved, consents."""
