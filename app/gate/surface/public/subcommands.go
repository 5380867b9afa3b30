package public

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// firstWord is the first word that a program is called with.
const firstWord = `(?:os\.Args\[1\]|flag\.Arg\(0\)|sys\.argv\[1\]|process\.argv\[2\]|\b(?:args|argv)\[0\])`

var (
	chosenBy   = regexp.MustCompile(`^(\s*)(?:switch|match)\b[^\n]*` + firstWord)
	wordedCase = regexp.MustCompile(`^(\s*)case\s+(["'][^:]*["'])\s*:`)
	wordCase   = regexp.MustCompile(`["']([a-z][\w-]*)["']`)
	equalTo    = regexp.MustCompile(firstWord + `\s*={2,3}\s*["']([a-z][\w-]*)["']`)
)

// subcommands are the words that a program tells apart which it is called with.
func subcommands(src *language.Source) (names []string) {
	if src == nil || !src.Product() {
		return nil
	}
	for n, l := range src.Code {
		for _, m := range equalTo.FindAllStringSubmatch(l, -1) {
			names = append(names, m[1])
		}
		if m := chosenBy.FindStringSubmatch(l); m != nil {
			names = append(names, casesBelow(src, n, len(m[1]))...)
		}
	}
	return names
}

// casesBelow are the words of the cases of the choice that a line begins.
func casesBelow(src *language.Source, n, indent int) (names []string) {
	at := -1
	for _, l := range src.Code[n+1 : min(n+1+product.MaxList, len(src.Code))] {
		text := strings.TrimLeft(l, " \t")
		if in := len(l) - len(text); text != "" && (in < indent || in == indent && !strings.HasPrefix(text, "case") && !strings.HasPrefix(text, "default")) {
			break
		}
		m := wordedCase.FindStringSubmatch(l)
		if m == nil || at >= 0 && len(m[1]) != at {
			continue
		}
		at = len(m[1])
		for _, w := range wordCase.FindAllStringSubmatch(m[2], -1) {
			names = append(names, w[1])
		}
	}
	return names
}

// recalled are the words and the defaults of a file that it no longer has as they were.
func recalled(f *change.File, at string) (out []app.Public) {
	still := map[string]bool{}
	for _, name := range subcommands(f.Is) {
		still[name] = true
	}
	for _, name := range subcommands(f.Was) {
		if !still[name] {
			still[name] = true // told
			out = append(out, app.Public{Kind: "command", Name: name, Path: at, Change: "removed"})
		}
	}
	was, is := namedDefaults(f.Was), namedDefaults(f.Is)
	for _, name := range product.Sorted(was) {
		if now, kept := is[name]; kept && now != was[name] {
			out = append(out, app.Public{Kind: "default", Name: name, Path: at, Change: "changed"})
		}
	}
	return out
}

// aDefault is a value that users get who say nothing, by a name that others can use.
var aDefault = regexp.MustCompile(`^(?:\t?(?:const\s+|var\s+)?(Default[A-Z]\w*)(?:\s+[\w.]+)?|(DEFAULT_[A-Z0-9_]+)(?:\s*:[^=]+)?|export\s+const\s+(default[A-Z]\w*|DEFAULT_[A-Z0-9_]+)(?:\s*:[^=]+)?)\s*=\s*([^=\s].*)$`)

func namedDefaults(src *language.Source) map[string]string {
	out := map[string]string{}
	if src == nil || !src.Product() {
		return out
	}
	for _, l := range src.Code {
		if m := aDefault.FindStringSubmatch(l); m != nil {
			out[m[1]+m[2]+m[3]] = strings.TrimRight(m[4], " ;\r")
		}
	}
	return out
}
