"""Problems and their formats."""
