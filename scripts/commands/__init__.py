"""The command line: commands, the options they share, the local preview, the answer of CI."""
