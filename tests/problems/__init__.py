"""What an editor is told, and in which form."""
