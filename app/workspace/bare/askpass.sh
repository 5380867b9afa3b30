#!/bin/sh
# Answers one password prompt of git, for one address; the secret comes through descriptor 3.
test "$1" = "Password for '$GOALKEEPER_ASKPASS_FOR': " || exit 1
IFS= read -r secret <&3 || exit 1
printf '%s\n' "$secret"
