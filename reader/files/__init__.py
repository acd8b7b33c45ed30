"""Files as the operating system has them: opening them safely, watching folders, file systems."""
