# Gives every message of a PO file itself as translation; the header stays.
# SPDX-License-Identifier: GPL-3.0-or-later
/^msgid_plural / { at = "plural"; plural = substr($0, 14); print; next }
/^msgid /        { at = "id"; id = substr($0, 7); plural = ""; print; next }
/^msgstr/ && id == "\"\"" { at = "header"; print; next }
/^msgstr\[1\] /  { at = "translation"; print "msgstr[1] " plural; next }
/^msgstr/        { at = "translation"; print $1 " " id; next }
/^"/ && at == "id"          { id = id "\n" $0 }
/^"/ && at == "plural"      { plural = plural "\n" $0 }
/^"/ && at == "translation" { next }
{ print }
