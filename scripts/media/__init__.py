"""Pictures as the public site shows them: several sizes of each, made once and kept by their content."""
