"""What tests share: archives, posts and processes to try the reader on."""
