package check

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// MayBeScript reports a path that can be what to run: a shell's script in any
// directory, and what lies where scripts and programs do. Whether it is run the
// words around it say.
func MayBeScript(code string) bool {
	name, _, _ := strings.Cut(code, " ")
	dir, base := path.Split(name)
	if strings.HasPrefix(dir, "/") || base == "" || strings.ContainsAny(name, "*?[]{}$^!~") || !prose.PathLike(name) {
		return false
	}
	switch path.Ext(base) {
	case ".sh", ".bash", ".zsh":
		return true
	case "", ".py", ".rb", ".pl", ".js", ".mjs", ".cjs", ".ts", ".php", ".lua", ".ps1":
		return slices.ContainsFunc(strings.Split(dir, "/"), ofScripts)
	}
	return false
}

// ofScripts reports the usual names of a directory of scripts or programs.
func ofScripts(dir string) bool {
	switch strings.TrimPrefix(dir, ".") {
	case "scripts", "script", "bin", "tools", "tool", "hack", "ci":
		return true
	}
	return false
}

const modal = `^\s*\)?\s*(?:(?:still|also|both|all|now|then|again|must|should|shall|will|has to|have to|needs? to|continues? to|keeps?|stays?|remains?|is|are|be|to) +)*`

// isRun follows a script that is said to be run, or says what it prints.
var isRun = regexp.MustCompile(`(?i)` + modal + `(?:(?:pass(?:es|ed|ing)?|succeeds?|green|clean|completes?|finish(?:es)?)(?:\s*[.,;:)!]|\s*$|\s+(?:again|still|with|without|on|in|for|under|within|and|but|at|from|when|while|today|now|cleanly|successfully|locally|both|as|after|before)\b)` +
	`|(?:run|executed)(?:\s*[.,;:)!]|\s*$)|exits?\b|fails?\b|returns? (?:0|zero|exit)\b|(?:reports?|prints?|outputs?|shows?|finds?|gives?|measures?)\b|(?:takes|needs|uses) (?:no |only )?(?:less|more|fewer|longer|under|below|at most|up to|[<≤])|without (?:an(?:y)? )?(?:errors?|warnings?|findings|complaints)\b|runs? (?:clean\w*|green|through|without|successfully|in|under|within|for)\b|(?:below|under|less|at most|at least|over|above)\b|[<>=≤≥])`)

// Printing follows what is said to print something, as no page or field does.
var Printing = regexp.MustCompile(`(?i)` + modal + `(?:prints?|outputs?|reports?|exits?)\b`)
