package ruling

import (
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// PathWord is a word of a statement that may be a path.
var PathWord = regexp.MustCompile("`[^`\\s]+`|[\\w.@~+\\-*/]*/[\\w.@~+\\-*/]+|\\b[\\w\\-]+\\.(?:go|py|js|ts|tsx|jsx|rb|rs|java|kt|c|h|cc|cpp|cs|php|swift|scala|sql|sh|md|rst|txt|ya?ml|toml|json|xml|html|css|csv|proto|tf|mod|sum|lock)\\b")

// barePath is a bare word without the stops behind it.
func barePath(w string) string {
	switch path := strings.TrimRight(w, "."); {
	case !strings.HasSuffix(path, "/"):
		return path
	case strings.HasSuffix(w, "/..."): // as Go writes a tree of packages
		return w
	}
	return strings.TrimSuffix(w, ".")
}

// oddPath reports a bare word that names a path and more than that, or a path in
// other marks than those of a pattern: "src/auth's", "src/a|src/b", "src/a.go#L12".
func oddPath(w string) bool {
	at := strings.IndexAny(w, "/\\")
	if at <= 0 || strings.Contains(w, "://") || strings.Contains(w, "~~") {
		return false
	}
	front, more, joined := strings.Cut(w, "+")
	switch {
	case strings.ContainsAny(w, "$^!"), joined && strings.Contains(front, "/") && strings.Contains(more, "/"):
		return true
	case prose.LooksLikePath(w):
		return false
	case w[at] == '\\':
		return prose.IsLetter(w[at-1]) && at+1 < len(w) && prose.IsLetter(w[at+1])
	}
	named := strings.TrimLeft(w, "|#=?@: ")
	if end := strings.IndexAny(named, "|#=?@: "); end >= 0 {
		named = named[:end]
	}
	return named != w && PathClass(named) != prose.IsWord && !pair.MatchString(named) || !prose.ASCII(w) && !prose.PathLike(w)
}

// filesOf are words for all that a path holds.
var filesOf = regexp.MustCompile(`(?i)^\s+(?:files?|code|contents?|directory|folder|package|module)\b`)

// ownFiles reports the path of which, with 's behind it, all is meant.
func ownFiles(w, rest string) bool {
	owner, ok := strings.CutSuffix(strings.ReplaceAll(w, "’", "'"), "'s")
	return ok && PathClass(owner) != prose.IsWord && filesOf.MatchString(rest)
}

var endpoint = regexp.MustCompile(`^/[\w./:{}-]*$`)

// configFile are the names of files of settings that begin with a stop, unlike those
// of a class or a method.
var configFile = regexp.MustCompile(`^\.(?:[a-z-]+(?:ignore|rc|config|attributes|modules|version|keep)|env|[a-z][\w-]*\.(?:ya?ml|json|toml|cfg|ini|[cm]?js))(?:\.[a-z]\w*)?$`)

// pair are two words of which one or both are meant.
var pair = regexp.MustCompile(`(?i)^(?:[^/]/[^/]{1,2}|and/or|read/write|client/server|server/client|input/output|true/false|on/off|yes/no|his/her|(?:TCP|CI|UDP)/.*)$`)

// PathClass is the class of a bare word as a path, prose.IsWord when it is none.
func PathClass(w string) byte {
	switch {
	case abbreviates(w):
		return prose.IsFilling
	case !strings.ContainsAny(w, "/.") && !prose.IsFileName(w) || !prose.LooksLikePath(w):
		return prose.IsWord
	case endpoint.MatchString(w):
		return prose.IsName
	case configFile.MatchString(w):
		return prose.IsPath
	case MentionsPath(w) || strings.Contains(w, "/") && prose.IsFileName(path.Base(w)):
		return prose.IsPath
	case strings.Contains(w, "/") && !pair.MatchString(w):
		return prose.IsSlashed
	}
	return prose.IsName
}

// annotation is a word of code that marks something there, such as "@ts-ignore".
var annotation = regexp.MustCompile(`^@[A-Za-z][\w-]*$`)

// testName is that of a test within the file before it.
var testName = regexp.MustCompile(`^[\w./-]+::[\w:\[\]-]+$`)

// branchName is what the branch is called by custom from which others are cut: a sentence
// that leaves it alone is about commits, and a directory of that name is written with a slash.
var branchName = regexp.MustCompile(`^(?:main|master|develop|trunk)$`)

// codeClass is the class of a code span.
func codeClass(code string) byte {
	switch {
	case check.LooksLikeCommand(code) && !prose.LooksLikePath(code), annotation.MatchString(code), testName.MatchString(code), branchName.MatchString(code):
		return prose.IsWord
	case strings.Contains(code, " ") && strings.Contains(code, "/") && !strings.HasPrefix(code, "/"):
		if front, _, _ := strings.Cut(code, " "); strings.Contains(front, "/") {
			return prose.IsUnread
		}
		return prose.IsWord
	case configFile.MatchString(code):
		return prose.IsPath
	case prose.LooksLikePath(code):
		if certain := strings.ContainsAny(code, "*/") || !prose.ASCII(code) || PathWord.FindString(code) == code || !strings.Contains(code, "."); certain && !endpoint.MatchString(code) {
			return prose.IsPath
		}
		return prose.IsName
	case Directory.MatchString(code):
		return prose.IsSlashed
	case prose.BareName.MatchString(code):
		return prose.IsName
	case !prose.ASCII(code) && strings.Contains(code, "/") && prose.PathLike(code+"/"):
		return prose.IsPath
	case oddPath(code) && !strings.ContainsAny(code, " ("):
		return prose.IsUnread
	}
	return prose.IsWord
}
