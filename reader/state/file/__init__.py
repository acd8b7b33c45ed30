"""The file that holds the reading state: schema, connections, records, recovery."""
