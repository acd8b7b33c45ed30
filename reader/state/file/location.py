"""Names of the files in a reading state's folder."""

FILE_NAME = "state.sqlite"
LOGS_NAME = "logs"
"""The folder of logs, beside the file, where several hosts share both."""
