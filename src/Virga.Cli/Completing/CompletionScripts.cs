namespace Virga.Cli.Completing;

/// <summary>The scripts that ask this command what a word may become.</summary>
internal static class CompletionScripts
{
    // bash splits words at : and = as well, so the line is split here and the part before the last of them taken off again.
    private const string Bash = """
        # virga completion for bash: source it, or keep it as bash-completion's completions/virga.
        _virga() {
            local cur strip='' line value files='' lead
            COMPREPLY=()
            lead=${COMP_LINE:0:COMP_POINT}
            cur=${lead##*[[:space:]]}
            while IFS= read -r line; do
                case $line in
                    :files) files=1 ;;
                    *) COMPREPLY+=("${line%%$'\t'*}") ;;
                esac
            done < <(command virga __complete --line "$lead" 2>/dev/null)
            if [ "${#COMPREPLY[@]}" -eq 0 ] && [ -n "$files" ]; then
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
                return
            fi
            if [ -n "$files" ] && [ -n "$cur" ]; then
                mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur")
            fi
            if [[ $COMP_WORDBREAKS == *:* && $cur == *:* ]]; then strip=${cur%"${cur##*:}"}; fi
            if [[ $COMP_WORDBREAKS == *=* && $cur == --*=* && $strip != *=* ]]; then strip=${cur%%=*}=; fi
            case $cur in
                [\'\"]*) ;;
                *) for value in "${!COMPREPLY[@]}"; do
                       line=${COMPREPLY[value]#"$strip"}
                       if [[ $line == *[!A-Za-z0-9_./:=@%+,-]* ]]; then printf -v line '%q' "$line"; fi
                       COMPREPLY[value]=$line
                   done ;;
            esac
            if [ "${#COMPREPLY[@]}" -eq 1 ]; then
                case ${COMPREPLY[0]} in */ | *=) compopt -o nospace 2>/dev/null ;; esac
            fi
        }
        complete -F _virga virga
        """;

    private const string Zsh = """
        #compdef virga
        # virga completion for zsh: keep it as _virga in a folder of your fpath, or source it after compinit.
        _virga() {
            local line value
            local -a values shown folders shownfolders
            local files=''
            while IFS= read -r line; do
                if [[ $line == :files ]]; then files=1; continue; fi
                value=${line%%$'\t'*}
                if [[ $value == */ || $value == *= ]]; then
                    folders+=("$value")
                    shownfolders+=("$value  -- ${line#*$'\t'}")
                else
                    values+=("$value")
                    shown+=("$value  -- ${line#*$'\t'}")
                fi
            done < <(command virga __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)
            (( ${#values} )) && compadd -l -d shown -a values
            (( ${#folders} )) && compadd -S '' -l -d shownfolders -a folders
            [[ -n $files ]] && _files
            return 0
        }
        if [ "$funcstack[1]" = _virga ]; then _virga "$@"; else compdef _virga virga; fi
        """;

    private const string Fish = """
        # virga completion for fish: keep it as completions/virga.fish.
        function __virga_complete
            set -l words (commandline -opc)
            set -l current (commandline -ct)
            for line in (command virga __complete $words[2..] "$current" 2>/dev/null)
                if test "$line" = :files
                    __fish_complete_path "$current"
                else
                    printf '%s\n' $line
                end
            end
        end
        complete -c virga -f -a '(__virga_complete)'
        """;

    public static string[] Shells { get; } = ["bash", "zsh", "fish"];

    public static string For(string shell) => shell switch { "bash" => Bash, "zsh" => Zsh, _ => Fish };
}
