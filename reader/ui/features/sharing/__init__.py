"""What a user does with posts outside of the reader: pipes, files, the editor."""
