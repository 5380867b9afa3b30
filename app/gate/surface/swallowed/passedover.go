package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	givesNone = regexp.MustCompile(`(?m)^\s*return(?:\s+(?:None|null|undefined|nil|false|False|nil,\s*false|[\w.]+\{\},\s*false|"",\s*false|0,\s*false))?\s*;?\s*$`)
	takesName = regexp.MustCompile(`(\w+)(?:\s*,\s*(\w+))?\s*(?::[^=]+)?:?=\s*(?:await\s+)?(?:[\w.]+\.)?`)
	passing   = regexp.MustCompile(`\b(skip\w*|ignor\w*|leave\w* out|left out|pass(ed)? over|discard\w*|toleran\w*|best[- ]effort)\b`)
	noPassing = regexp.MustCompile(`\b(?:not|never|without|instead of|rather than|no longer|nothing|nobody|n.t)( \w+){0,2} (skip|ignor|leave|left|pass|discard)`)
	work      = regexp.MustCompile(`[A-Za-z_][\w.]*\([^\n]*\)`)
)

// skipsLost tells whether a new function answers with nothing to an error of what the
// base did without it, and one that calls it passes over that without a word.
func skipsLost(s *change.Set, f *change.File, n int) bool {
	text := f.Is.Bare[n]
	body := ""
	switch f.Is.Lang.Name {
	case "Python":
		if !product.Narrow.MatchString(text) {
			return false
		}
		body = pyBody(f.Is, n)
	case "JavaScript":
		if !product.Catches.MatchString(text) {
			return false
		}
		body = handler(f.Is, n)
	case "Go":
		if !product.GoGuard.MatchString(text) {
			return false
		}
		body = handler(f.Is, n)
	}
	fn, in := f.Is.Around(n)
	if _, had := f.Was.Before(fn); !in || had || !givesNone.MatchString(body) || uses.MatchString(body) || s.Mentions(passing) && !s.Mentions(noPassing) {
		return false
	}
	did := func(call string) bool {
		return slices.ContainsFunc(s.Files, func(p *change.File) bool {
			return p.Product() && slices.ContainsFunc(p.Removed(), func(o int) bool { return strings.Contains(p.Was.Bare[o], call) })
		})
	}
	tried := work.FindAllString(language.Part(f.Is.Bare, max(fn.Body, n-8), n+1), -1)
	if !slices.ContainsFunc(tried, func(call string) bool {
		name, _, _ := strings.Cut(call, "(")
		return len(name) > 3 && did(name+"(")
	}) {
		return false
	}
	return slices.ContainsFunc(s.Files, func(p *change.File) bool {
		return p.Product() && slices.ContainsFunc(p.Added(), func(at int) bool {
			return at != fn.Head && strings.Contains(p.Is.Bare[at], fn.Name) && passesBy(p.Is, at, fn.Name)
		})
	})
}

// passesBy tells whether a line takes what a function gives, and goes on without a
// word where that is nothing.
func passesBy(src *language.Source, n int, name string) bool {
	text := src.Bare[n]
	call := strings.Index(text, name)
	if keepsSome.MatchString(text) || n+1 < len(src.Bare) && keepsSome.MatchString(src.Bare[n+1]) && strings.HasPrefix(strings.TrimSpace(src.Bare[n+1]), ".") {
		return true
	}
	m := takesName.FindStringSubmatch(text[:call])
	if m == nil || !strings.HasPrefix(text[call:], name+"(") {
		return false
	}
	got := m[1]
	if m[2] != "" {
		got = m[2]
	}
	is := regexp.MustCompile(`^\s*if\s*\(?\s*(?:!\s*` + got + `\b|not ` + got + `\b|` + got + `\s*(?:===?|is)\s*(?:undefined|null|None|nil|false|False))\s*\)?\s*[:{]?\s*(.*)$`)
	has := regexp.MustCompile(`\bif\s*\(?\s*` + got + `(?:\s*(?:!==?|is not)\s*(?:undefined|null|None|nil))?\s*\)?\s*(?:[:{]\s*$|\w)`)
	for at := n; at < min(len(src.Bare), n+4); at++ {
		line := src.Bare[at]
		if m := is.FindStringSubmatch(line); m != nil {
			rest := strings.Trim(m[1], "{} ;")
			if rest == "" && at+1 < len(src.Bare) {
				rest = strings.Trim(src.Bare[at+1], "{} \t;")
			}
			return rest == "continue" || rest == "return" || rest == "pass"
		}
		if at > n && has.MatchString(line) {
			depth, end := product.IndentOf(line), at+1
			for ; end < len(src.Bare) && (strings.TrimSpace(src.Bare[end]) == "" || product.IndentOf(src.Bare[end]) > depth); end++ {
			}
			return end >= len(src.Bare) || !strings.Contains(src.Bare[end], "else")
		}
	}
	return false
}

// keepsSome keeps what is something of all that a function gives.
var keepsSome = regexp.MustCompile(`\.filter\(\s*(?:Boolean|\(?\s*(\w+)\s*\)?\s*=>\s*(?:!!)?\w+(?:\s*!==?\s*(?:undefined|null))?)\s*\)|\bfilter\(\s*None\s*,|\bif \(?\w+ := |\bfor \w+ in .*\bif \w+(?: is not None)?\s*[\])]`)
