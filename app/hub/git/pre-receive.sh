#!/bin/sh
# Runs before a push moves any ref. Refuses the whole push when its new commits touch workflows and the
# pusher may not; everything else was decided before git was started.
[ -z "$HUB_DENY_WORKFLOWS" ] && exit 0
while read -r old new ref; do
	case $new in *[!0]*) ;; *) continue ;; esac
	touched=$(git log -c --format= --name-only "$new" --not --all -- .github/workflows) || exit 1
	for file in $touched; do
		echo "refusing to allow a GitHub App to create or update workflow \`$file\` without \`workflows\` permission" >&2
		exit 1
	done
done
exit 0
