# Completion of reader for fish. Made when the program was built, from its own commands.

# The word at the cursor, up to the cursor, without the quote that it begins with.
function __reader_token
    string replace -r '^[\'"]' '' -- (commandline -ct)
end

# Set of the line so far: the command, or nothing, then the archive that was named.
function __reader_line
    @takers@
    set -l command
    set -l archive
    set -l taker
    for word in (commandline -opc)[2..-1]
        if test -n "$taker"
            test $taker = --archive; and set archive $word
            set taker
        else if string match -q -- '--archive=*' $word
            set archive (string replace -- --archive= '' $word)
        else if contains -- $word $takers
            set taker $word
        else if not string match -q -- '-*' $word; and test -z "$command"
            set command $word
        end
    end
    printf '%s\n' "$command" "$archive"
end

function __reader_is
    test "$argv[1]" = (__reader_line)[1]
end

function __reader_words
    set -l name (commandline -opc)[1]
    $name complete-words $argv[1] "$argv[2]" (__reader_line)[2] 2>/dev/null
end

function __reader_archives
    __reader_words archive (__reader_token)
    __fish_complete_directories (__reader_token)
end

function __reader_query
    set -l typed (__reader_token)
    set -l head (string match -r '^.*[\s(（]' -- $typed)
    set -l term (string sub -s (math (string length -- "$head") + 1) -- "$typed")
    set -l sign (string match -r '^[-~!]+' -- $term)
    set head "$head$sign"
    set term (string sub -s (math (string length -- "$sign") + 1) -- "$term")
    set -l parts (string match -r '^([^:：]+)([:：])(.*)$' -- $term)
    if test (count $parts) -eq 4
        set -l values
        set -l kind
        switch $parts[2]
            @keys@
        end
        for value in $values
            printf '%s\n' "$head$parts[2]$parts[3]$value"
        end
        if test -n "$kind"
            for line in (__reader_words $kind $parts[4])
                printf '%s\n' "$head$parts[2]$parts[3]$line"
            end
        end
    else
        for line in (__reader_keys)
            printf '%s\n' "$head$line"
        end
    end
end

function __reader_keys
    @names@
end

complete -c reader -f
@completions@
