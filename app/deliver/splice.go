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
	signed = "<!-- goalkeeper v" // follows our end: of which goal it is
)

// leastRoom is the shortest part of ours that is worth showing, in code points.
const leastRoom = 500

// splice puts ours between the markers of body and keeps the rest: the
// repository's template and what people wrote. Where somebody removed a
// marker, our part goes to the end; where people left it no room, the body
// stays as it is.
func splice(body, ours string) string {
	ours = strings.Trim(strings.ReplaceAll(ours, prefix, "<!-- goalkeeper "), "\r\n")
	head, tail, found := around(body)
	if !found {
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

// around is what stands before and behind our part: the markers that the mark of
// a goal follows, or else the first of them. People may have quoted others.
func around(body string) (head, tail string, found bool) {
	for at := 0; ; {
		n := strings.Index(body[at:], end)
		if n < 0 {
			return head, tail, found
		}
		from, to := strings.LastIndex(body[at:at+n], begin), at+n+len(end)
		ours := strings.HasPrefix(strings.TrimLeft(body[to:], " \t\r\n"), signed)
		if from >= 0 && (ours || !found) {
			head, tail, found = body[:at+from], body[to:], true
		}
		if from >= 0 && ours {
			return head, tail, true
		}
		at = to
	}
}
