"""What is read out: posts and documents as lines."""
