#!/bin/sh
# Derives a catalogue, or the list of all of them, from what is kept by hand.
# SPDX-License-Identifier: GPL-3.0-or-later
#   derive.sh latin   sr.po   OUT   Serbian in Latin letters
#   derive.sh english sq.po   OUT   each msgid as its own translation (English has the same plurals)
#   derive.sh linguas LINGUAS OUT   the languages of the build, the derived ones included
set -eu
what=$1 input=$2 output=$3
work=$(mktemp)
trap 'rm -f "$work"' EXIT

# Copies $work to the output with its language set to $1.
finish() {
    sed "s/^\"Language: [^\\\\]*\\\\n\"/\"Language: $1\\\\n\"/" "$work" > "$output"
}

case $what in
latin)
    msgfilter --keep-header -i "$input" -o "$work" recode-sr-latin
    finish sr@latin
    ;;
english)
    # Empties all translations but the header, which says the encoding.
    awk 'body && /^msgstr/ { sub(/ .*/, " \"\""); print; dropping = 1; next }
         dropping && /^"/ { next }
         { dropping = 0; print }
         /^$/ { body = 1 }' "$input" | msgen -o "$work" - 2>/dev/null ||
        { echo "derive.sh: msgen cannot read $input" >&2; exit 1; }  # it warns of every “
    finish en_GB
    ;;
linguas)
    { cat "$input"; printf 'sr@latin\nen_GB\n'; } > "$output"
    ;;
*)
    echo "derive.sh: $what?" >&2
    exit 2
    ;;
esac
