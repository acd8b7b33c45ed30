"""Text as search compares it: tokens, folding, pinyin, patterns."""
