"""Keys as other programs have them; a command that is not named keeps the reader's own.

Sources: vim's ``:help index``, newsboat's default key bindings, the GNU Emacs reference card.
"""

from collections.abc import Mapping

from reader.config.choices import KeyPreset

_VIM = {
    "move_down": "j,down,ctrl+e",
    "move_up": "k,up,ctrl+y",
    "move_top": "g g,home",
    "pane_left": "h,left,ctrl+w h",
    "pane_right": "l,right,ctrl+w l",
    "next_pane": "tab,ctrl+w w",
    "previous_pane": "shift+tab,ctrl+w W",
    "text_only": "ctrl+w o",
    "fold": "z a,space",
    "move_right": "z l,right_curly_bracket,shift+right",
    "move_left": "z h,left_curly_bracket,shift+left",
    "next_unread": "n,g u",
    "previous_unread": "p,N,g U",
    "next_post": "g t,J,ctrl+n",
    "previous_post": "g T,K,ctrl+p",
    "contents": "g O,c",
    "edit_file": "g f",
    "open_link": "g x,o",
    "go_back": "ctrl+o,left_square_bracket,alt+left",
    "switch_archive": "g a",
    "quit": "Z Z,Z Q,Q,ctrl+c,ctrl+q",
}
_NEWSBOAT = {
    "move_top": "home",
    "move_bottom": "end",
    "change_order": "g,G,S",
    "toggle_read": "N,m",
    "previous_unread": "p",
    "show_source": "ctrl+u",
    "half_page_up": "ctrl+y",
    "refresh_archive": "r,R",
    "open_link": "o,O",
    "label": "ctrl+e,t",
    "edit_file": "alt+e",
}
_EMACS = {
    "move_down": "ctrl+n,down,j",
    "move_up": "ctrl+p,up,k",
    "pane_left": "ctrl+b,left,h",
    "pane_right": "ctrl+f,right,l",
    "page_down": "ctrl+v,pagedown",
    "page_up": "alt+v,pageup",
    "move_top": "alt+less_than_sign,home,g",
    "move_bottom": "alt+greater_than_sign,end,G",
    "next_post": "alt+n,J",
    "previous_post": "alt+p,K",
    "next_pane": "ctrl+x o,tab",
    "text_only": "ctrl+x 1,z",
    "find": "ctrl+s,f",
    "go_to_row": "alt+g g,number_sign",
    "undo": "ctrl+x u,u",
    "copy_text": "alt+w,y",
    "command_palette": "alt+x,colon",
    "switch_archive": "ctrl+x b,ctrl+o",
    "cancel": "ctrl+g,escape",
    "quit": "ctrl+x ctrl+c,Q,ctrl+c,ctrl+q",
}

PRESETS: Mapping[KeyPreset, Mapping[str, str]] = {
    KeyPreset.READER: {},
    KeyPreset.VIM: _VIM,
    KeyPreset.NEWSBOAT: _NEWSBOAT,
    KeyPreset.EMACS: _EMACS,
}
"""Keys by command id, as in the settings. A key of a preset is taken from any other command."""
