"""Pictures and sounds as published: cleaned, labelled, pictures in several sizes and tiles, cached by content."""
