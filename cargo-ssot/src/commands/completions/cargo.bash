complete -F _cargo_ssot -o bashdefault -o default cargo-ssot

# `cargo ssot` is completed as `cargo-ssot` is, and everything else of cargo's as it was before.
if [[ $(complete -p cargo 2>/dev/null) =~ -F\ ([^\ ]+) && ${BASH_REMATCH[1]} != _cargo_and_ssot ]]; then
    _cargo_without_ssot=${BASH_REMATCH[1]}
fi
_cargo_and_ssot() {
    if [[ ${COMP_WORDS[1]} == ssot ]] && ((COMP_CWORD > 1)); then
        COMP_WORDS=(cargo-ssot "${COMP_WORDS[@]:2}")
        ((COMP_CWORD -= 1))
        _cargo_ssot cargo-ssot "$2" "${COMP_WORDS[COMP_CWORD - 1]}"
    elif [[ -n ${_cargo_without_ssot-} ]]; then
        "$_cargo_without_ssot" "$@"
    fi
}
complete -F _cargo_and_ssot -o bashdefault -o default cargo
