# Completion of reader for bash. Made when the program was built, from its own commands.

# Words of the line up to the cursor, where `:` and `=` end no word as COMP_WORDBREAKS has it.
_reader_split() {
    local rest=${COMP_LINE:0:COMP_POINT} stripped i
    words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        stripped=${rest#"${rest%%[![:space:]]*}"}
        if ((i == COMP_CWORD)); then
            word=$stripped
        else
            word=${COMP_WORDS[i]}
        fi
        if [[ $stripped != "$rest" || $i == 0 ]]; then
            words+=("$word")
        else
            words[${#words[@]} - 1]+=$word
        fi
        rest=${stripped#"$word"}
    done
}

_reader_options() {
    case $1 in
        @options@
    esac
}

_reader_value() {
    case "$1 $2" in
        @values@
        *) return 1 ;;
    esac
}

_reader_argument() {
    case "$1 $2" in
        @arguments@
        *) kind= ;;
    esac
}

_reader_key() {
    case $1 in
        @keys@
        *) return 1 ;;
    esac
}

# Offer a word; what bash takes for the word ends at the last `:` or `=`, and it replaces only that.
_reader_offer() {
    local offered=$1
    if [[ -z $quote ]]; then
        [[ $before && $offered == "$before"* ]] && offered=${offered#"$before"}
        [[ $offered == *[\ \"\'\\\(\)\&\;\|\<\>\$\`\*\?\[\#\!]* ]] && printf -v offered %q "$offered"
    elif [[ $quote == '"' ]]; then
        offered=${offered//\\/\\\\}
        offered=${offered//\"/\\\"}
    elif [[ $offered == *\'* ]]; then
        return
    fi
    COMPREPLY+=("$offered")
}

_reader_ask() {
    local found
    while IFS=$'\t' read -r found _; do
        [[ $found ]] && _reader_offer "$3$found"
    done < <("${words[0]/#\~/$HOME}" complete-words "$1" "$2" "$archive" 2>/dev/null)
}

_reader_query() {
    local head=${cur%"${cur##*[[:space:](（]}"} term values kind one names
    term=${cur#"$head"}
    while [[ $term == [-~!]* ]]; do
        head+=${term:0:1}
        term=${term:1}
    done
    if [[ $term == *[:：]* ]]; then
        local key=${term%%[:：]*}
        local value=${term#"$key"}
        value=${value:1}
        _reader_key "$key" || return
        head+=${term%"$value"}
        for one in $values; do
            [[ $one == "$value"* ]] && _reader_offer "$head$one"
        done
        [[ $kind ]] && _reader_ask "$kind" "$value" "$head"
    else
        @names@
        for one in $names; do
            [[ $one == "$term"* ]] && _reader_offer "$head$one" && compopt -o nospace
        done
    fi
}

_reader_files() {
    local one
    compopt -o filenames
    while IFS= read -r one; do
        COMPREPLY+=("$one")
    done < <(compgen "$1" -- "$cur")
}

_reader() {
    local words word command= archive= kind= options= commands quote= cur before= taker= ended= number=1 i
    COMPREPLY=()
    _reader_split
    @commands@
    for ((i = 1; i < ${#words[@]} - 1; i++)); do
        word=${words[i]//[\'\"\\]/}
        if [[ $taker ]]; then
            [[ $taker == --archive ]] && archive=$word
            taker=
        elif [[ $word == -- ]]; then
            ended=1
        elif [[ $word == --archive=* ]]; then
            archive=${word#*=}
        elif [[ $word == -* && -z $ended ]]; then
            _reader_value "$command" "$word" && taker=$word
        elif [[ -z $command && " $commands " == *" $word "* ]]; then
            command=$word
        else
            ((number++))
        fi
    done
    cur=${words[-1]}
    if [[ $cur == [\'\"]* ]]; then
        quote=${cur:0:1}
        cur=${cur:1}
    fi
    if [[ $taker ]]; then
        _reader_value "$command" "$taker"
    elif [[ $cur == --*=* && -z $ended ]]; then
        _reader_value "$command" "${cur%%=*}" || return
        cur=${cur#*=}
    elif [[ $cur == -* && -z $quote$ended ]]; then
        _reader_options "$command"
        COMPREPLY=($(compgen -W "$options" -- "$cur"))
        return
    else
        _reader_argument "$command" "$number"
        [[ -z $command && $number == 1 ]] && COMPREPLY=($(compgen -W "$commands" -- "$cur"))
    fi
    before=${cur%"${cur##*[:=]}"}
    case $kind in
        =*) COMPREPLY+=($(compgen -W "${kind#=}" -- "$cur")) ;;
        file) _reader_files -f ;;
        archive)
            _reader_ask archive "$cur" ''
            _reader_files -d
            ;;
        query) _reader_query ;;
        ?*) _reader_ask "$kind" "$cur" '' ;;
    esac
}

complete -F _reader reader
