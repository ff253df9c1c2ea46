"""What adds speed is safe to lose, to share and to break: the same comes out."""
