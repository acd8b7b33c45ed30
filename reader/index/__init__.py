"""SQLite behind `Repository`: a disposable index of an archive, made from its files alone."""
