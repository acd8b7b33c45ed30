"""What all ways to browse an archive share: its views with their counts, and queries."""
