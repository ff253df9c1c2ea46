"""Changes records for editors: everything else in a file stays as it is, and files are saved all or none."""
