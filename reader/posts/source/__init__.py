"""What lies around a post's text: bytes and encodings, file names, the site's settings."""
