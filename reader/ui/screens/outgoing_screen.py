"""What leaves the reader: links that are opened, and text that is copied."""

from reader.terminal_text import clean_line
from reader.ui.browser import open_address
from reader.ui.screens.finding_screen import FindingScreen
from reader.ui.widgets.prompt_line import Purpose
from reader.ui.widgets.reading_pane import ReadingPane


class OutgoingScreen(FindingScreen):
    """Opens links of the text, and copies from it."""

    def action_open_link(self) -> None:
        """See `commands`."""
        layout = self.text.text_layout
        if layout is None or not layout.links:
            self.say("no links in this text")
        elif len(layout.links) == 1:
            self.open_link(1)
        else:
            self.prompt.ask(Purpose.LINK)

    def action_open_numbered_link(self, number: int) -> None:
        """See `commands`."""
        self.open_link(number)

    def open_link(self, number: int) -> None:
        """Open a link of the text by its number, or say why not."""
        layout = self.text.text_layout
        if layout is None or not 1 <= number <= len(layout.links):
            self.say(f"no link {number} in this text")
        elif number not in layout.openable:
            self.say_error(f"not opened: {layout.links[number - 1]}")
        else:
            self.say(open_address(self.app, layout.links[number - 1]))

    def on_reading_pane_link_clicked(self, event: ReadingPane.LinkClicked) -> None:
        """Open the link."""
        self.open_link(event.number)

    def link_number_typed(self, text: str) -> None:
        """Open the link whose number was typed."""
        if text.strip().isdecimal():
            self.open_link(int(text))
        elif text.strip():
            self.say(f"{text!r} is no number of a link")

    def action_copy_text(self) -> None:
        """See `commands`."""
        if self.text.text_layout is not None:
            text = self.text.text_layout.text
            self.app.copy_to_clipboard(text)
            self.say(f"copied the text, {len(text):,} characters")

    def action_copy_citation(self) -> None:
        """See `commands`."""
        post = self.posts.current
        if post is not None:
            date = post.date.isoformat(" ", "minutes") if post.date else "no date"
            self.app.copy_to_clipboard(f"{post.title}\n{date}\n{clean_line(post.path)}\n")
            self.say("copied title, date and path")
