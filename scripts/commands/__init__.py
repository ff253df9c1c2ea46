"""The commands that are more than one call: new, serve; and the options they share."""
