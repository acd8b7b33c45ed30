"""What the person did: read, starred. The only thing that can not be derived again."""
