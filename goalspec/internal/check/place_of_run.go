package check

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// placeOfRun is a directory in which something is said to be done: "in `web/`", "from web/",
// "inside the web directory".
var placeOfRun = regexp.MustCompile("(?i)\\b(?:in|inside|within|from|under|below) (?:the )?(?:(?:directory|folder) )?(?:`(?:\\./)?(\\w[\\w.@/-]*)`|(?:\\./)?(\\w[\\w.@-]*(?:/[\\w.@-]+)*)(?:/|,? (?:directory|folder|subdirectory|subfolder)\\b))")

// RunsIn is the directory in which words say that something is run, "" if they name none.
func RunsIn(words string) string {
	m := placeOfRun.FindStringSubmatch(words)
	if m == nil {
		return ""
	}
	dir := strings.TrimSuffix(m[1]+m[2], "/")
	if at := strings.LastIndexByte(dir, '/'); strings.Contains(dir[at+1:], ".") && !strings.HasSuffix(m[1], "/") {
		return "" // a file
	}
	return dir
}

// PlaceBehind is such a place right behind a command, by its words.
func PlaceBehind(after string) string {
	rest := strings.TrimLeft(after, " (")
	if at := placeOfRun.FindStringIndex(rest); at != nil && at[0] == 0 && RunsIn(rest[:at[1]]) != "" {
		return rest[:at[1]]
	}
	return ""
}

// Gone is a command that goes to a directory first.
func Gone(dir, command string) string { return "cd " + dir + " && " + command }
