"""Commands about the installation instead of an archive, one module each."""
