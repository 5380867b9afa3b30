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

// leastRoom is the shortest part of ours that is worth showing, in code points.
const leastRoom = 500

// splice puts ours between the markers of body and keeps the rest: the
// repository's template and what people wrote. Where somebody removed a
// marker, our part goes to the end; where people left it no room, the body
// stays as it is.
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
	room := github.MaxDescription - utf8.RuneCountInString(head+begin+"\n\n"+end+tail)
	if room < leastRoom {
		return body
	}
	return head + begin + "\n" + github.Cut(ours, room) + "\n" + end + tail
}
