"""What the user did: read, starred. The only data that can't be derived again."""
