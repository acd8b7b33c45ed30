from reader.kiosk.isolation import taken_environment


def test_only_plain_values_of_a_few_variables_are_taken() -> None:
    given = {
        "LANG": "zh_CN.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "NO_COLOR": "",
    }
    hostile = {
        "PYTHONPATH": "/x",
        "TEXTUAL_DRIVER": "a:b",
        "BROWSER": "sh",
        "PATH": "/x",
        "HOME": "/x",
        "READER_ARCHIVE": "/etc",
        "XDG_CONFIG_HOME": "/x",
        "LC_TIME": "../../etc",
        "TZ": ":/etc",
        "LC_": "x",
        "LANGUAGE": "x",
        "TERM ": "x",
        "SSH_ORIGINAL_COMMAND": "sh",
    }
    assert taken_environment({**given, **hostile}) == given


def test_a_terminal_named_by_a_path_is_not_taken() -> None:
    assert taken_environment({"TERM": "../../x", "LANG": "a\nb"}) == {}
