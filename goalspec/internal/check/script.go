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

// namedAsRun reports what lies in a directory, and has no ending, as something to run: at the
// root, among scripts or what a build leaves, or called by what it does.
func namedAsRun(name string) bool {
	dir, base := path.Split(name)
	dirs := strings.Split(strings.TrimSuffix(dir, "/"), "/")
	return dir == "" || slices.ContainsFunc(dirs, ofScripts) || slices.ContainsFunc(dirs, ofBuilds) || namedDoing.MatchString(base)
}

// namedDoing is a name that says what its run does.
var namedDoing = regexp.MustCompile(`(?i)^(?:run|check|test|tests|verify|validate|build|bench|benchmark|lint|smoke|e2e|ci|all|do|make|start|deploy|install|setup|bootstrap|generate|gen|format|fmt|gradlew|mvnw|rake|rails|manage|console|artisan)(?:[-_.].*)?$|[-_](?:run|check|tests?|verify|bench|lint|build|runner)$`)

// ofBuilds reports the usual names of a directory that a build fills, or of one of tools.
func ofBuilds(dir string) bool {
	switch dir {
	case "build", "dist", "out", "output", "target", "release", "debug", "Release", "Debug", "sbin", "dev", "dev-tools", "devtools", "utils", "util", "contrib", "vendor", "node_modules", "e2e", "bench", "benchmarks":
		return true
	}
	return false
}

// liesHere reports a path from the directory itself that is none to run, by its name and the
// words around it: what lies there is measured, or judged.
func liesHere(code, before, after string) bool {
	name, ok := strings.CutPrefix(code, "./")
	if !ok || strings.Contains(name, " ") || path.Ext(name) != "" {
		return false
	}
	return heldThere.MatchString(before) || !namedAsRun(name) && !afterRun(before) && !Printing.MatchString(after) && !succeeding.MatchString(after)
}

// succeeding is said of a run, and of no directory.
var succeeding = regexp.MustCompile(`(?i)` + modal + `(?:succeeds?|completes?|finish(?:es)?|runs?|executed)\b`)

// heldThere stands before a path of which what lies there is measured.
var heldThere = regexp.MustCompile(`(?i)\b(?:coverage|complexity|(?:lines?|files?|functions?|packages?|code|tests?|todos?|warnings|findings|statements|branches) ?(?:of code)?) (?:of|in|for|under|below|within)(?: the)?(?: (?:package|directory|folder|module))?\s*$`)

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
