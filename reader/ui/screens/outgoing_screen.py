"""What leaves the reader as text: copied to the clipboard of the person's terminal."""

from reader.terminal_text import clean_line
from reader.ui.screens.links_screen import LinksScreen


class OutgoingScreen(LinksScreen):
    """Copies from the text."""

    def action_copy_text(self) -> None:
        """See `commands`."""
        if self.text.text_layout is not None:
            text = self.text.text_layout.text
            self.app.copy_to_clipboard(text)
            self.say(f"copied the text, {len(text):,} characters")

    def action_copy_citation(self) -> None:
        """See `commands`."""
        post = self.reading_post
        if post is not None:
            date = post.date.isoformat(" ", "minutes") if post.date else "no date"
            self.app.copy_to_clipboard(f"{post.title}\n{date}\n{clean_line(post.path)}\n")
            self.say("copied title, date and path")
