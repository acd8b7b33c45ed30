"""The command line: commands without a screen."""
