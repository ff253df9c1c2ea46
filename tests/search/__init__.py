"""The search index and its reader in the browser."""
