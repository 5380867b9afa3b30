package masking

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	thenMore  = regexp.MustCompile(`^[^;]*` + checks + `[^;&|]*[^\\;];\s*(\w[^"']*)`)
	shellWord = regexp.MustCompile(`^(exit|then|do|done|fi|else|elif|esac|in)\b`)
)

func holdsCommands(p string) bool {
	base := path.Base(p)
	switch path.Ext(p) {
	case ".yml", ".yaml", ".toml", ".ini", ".cfg", ".bat", ".ps1":
		return true
	}
	return language.IsScript(p) || base == "package.json" || base == "composer.json" || base == "deno.json"
}

func isMake(p string) bool {
	return strings.Contains(strings.ToLower(path.Base(p)), "makefile") || path.Ext(p) == ".mk"
}

func isJust(p string) bool {
	return strings.EqualFold(path.Base(p), "justfile") || path.Ext(p) == ".just"
}

// oneLine tells whether commands of a file stand on one line each, with a
// status of their own.
func oneLine(p string) bool {
	return isMake(p) || path.Base(p) == "package.json" || path.Ext(p) == ".yml" || path.Ext(p) == ".yaml"
}

// piped tells whether a script keeps the status of its pipes.
func piped(f *change.File, n int) bool {
	return strings.Contains(f.Is.Text, "pipefail") || strings.Contains(f.Is.Text, "PIPESTATUS") || f.From == "" || n < 0
}

// ends tells whether a line is the last of its script or recipe.
func ends(src *language.Source, n int) bool {
	for at := n + 1; at < len(src.Code); at++ {
		if t := strings.TrimSpace(src.Code[at]); t != "" {
			return isMake(src.Path) && !strings.HasPrefix(src.Code[at], "\t")
		}
	}
	return true
}

// guarded tells whether a line stands in a branch or function.
func guarded(src *language.Source, n int) bool {
	return !isMake(src.Path) && strings.TrimLeft(src.Code[n], " \t") != src.Code[n]
}

// keeps tells whether a script stops where it stopped: after a failure, and
// after one inside of a pipe if it has any.
func keeps(f *change.File, was string) bool {
	stops, pipes := false, !strings.Contains(was, "pipefail")
	for _, l := range f.Is.Lines {
		stops = stops || errexit.MatchString(l)
		pipes = pipes || strings.Contains(l, "pipefail")
	}
	return stops && (pipes || !slices.ContainsFunc(f.Is.Code, onePipe.MatchString))
}

// keepsStatus is a line that notes how a command ended, and ends itself by that.
var keepsStatus = regexp.MustCompile(`;\s*(\w+)=\$?\$\?\s*;.*\bexit\s+"?\$?\$\{?(\w+)\}?"?\s*$`)

// followed tells whether another command follows a check whatever became of it.
func followed(text string) bool {
	if m := keepsStatus.FindStringSubmatch(text); m != nil && m[1] == m[2] {
		return false
	}
	m := thenMore.FindStringSubmatch(text)
	return m != nil && !shellWord.MatchString(m[len(m)-1])
}

var (
	notes = regexp.MustCompile(`\|\|\s*\{?\s*\(?\(?\s*(\w+)\s*(\+=\s*\(?\S|\+\+|=\s*(1|\$\?))`)
	grows = regexp.MustCompile(`^\s+(\w+)=(?:1\b|\$\?|"?\$(?:\(\(\s*)?\{?(\w+))`)
	fails = regexp.MustCompile(`\bexit\s+"?(\$\{?(\w+)|[1-9])`)
)

// collects tells whether a script notes each failure in a variable, and ends by
// what it holds.
func collects(src *language.Source) bool {
	noted := ""
	for n, text := range src.Code {
		if m := notes.FindStringSubmatch(text); m != nil {
			noted = m[1]
		}
		if m := grows.FindStringSubmatch(text); m != nil && (m[2] == "" || m[2] == m[1]) {
			noted = m[1]
		}
		m := fails.FindStringSubmatch(text)
		if m == nil || noted == "" {
			continue
		}
		asked := language.Part(src.Code, max(0, n-4), n+1)
		return m[2] == noted || m[2] == "" && regexp.MustCompile(`\$\{?#?`+noted+`\b`).MatchString(asked)
	}
	return false
}

var waitsFor = regexp.MustCompile(`\bwait\s+(-n\b|"?\$|%)`)

// waitsEach tells whether a script waits for each of the commands beside it, and
// so hears how they end.
func waitsEach(src *language.Source) bool {
	return slices.ContainsFunc(src.Code, waitsFor.MatchString)
}
