"""The terminal itself: driver, output filters, graphics, the browser."""
