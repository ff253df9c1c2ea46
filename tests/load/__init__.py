"""YAML text becomes records, and the registries beside them are read."""
