package deliver

import (
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app/github"
)

// What stands between these lines of a pull request's description is ours.
const (
	prefix = "<!-- goalkeeper:"
	begin  = prefix + "begin -->"
	end    = prefix + "end -->"
)

// splice puts ours between the markers of body and keeps the rest: the
// repository's template and what people wrote. Where somebody removed a
// marker, our part goes to the end.
func splice(body, ours string) string {
	ours = strings.Trim(strings.ReplaceAll(ours, prefix, "<!-- goalkeeper "), "\r\n")
	head, rest, found := strings.Cut(body, begin)
	_, tail, closed := strings.Cut(rest, end)
	if !found || !closed {
		head, tail = strings.TrimRight(body, " \t\r\n"), ""
		if head != "" {
			head += "\n\n"
		}
	}
	room := github.MaxBody - utf8.RuneCountInString(head+begin+"\n\n"+end+tail)
	return head + begin + "\n" + github.Cut(ours, max(room, 0)) + "\n" + end + tail
}
