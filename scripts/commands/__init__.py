"""The commands that are more than one call: new, serve, print-set; and the options they share."""
