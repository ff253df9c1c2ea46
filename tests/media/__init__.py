"""Pictures and sounds: what is in them, and what is made of them."""
