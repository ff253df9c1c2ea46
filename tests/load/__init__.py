"""YAML text → records, and the registries beside them."""
