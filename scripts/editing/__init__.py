"""Records written for editors: changed so that all else in the file stays, put on disk whole or not at all."""
