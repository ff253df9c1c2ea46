"""Pictures and sounds: their content, and the files made from them."""
