"""What is seen: each widget receives values and posts messages; none opens a file."""
