package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// lastLost finds functions that try something several times and end, after the last try
// failed, as if there had been no error; people may ask for that.
func lastLost(s *change.Set, f *change.File) (out []change.Finding) {
	if !f.Holds("for", "while") || s.Speaks(endsQuietly) {
		return nil
	}
	for _, fn := range f.Is.Funcs() {
		if !f.Touches(fn) || mayBe.MatchString(fn.Name) {
			continue
		}
		for n := fn.Body; n < min(fn.End, len(f.Is.Bare)); n++ {
			if !tryLoop.MatchString(f.Is.Bare[n]) || endless.MatchString(f.Is.Bare[n]) {
				continue
			}
			end := blockEnd(f.Is, n, fn.End)
			lost := losesLast(f.Is, fn, n, end)
			if lost >= 0 && slices.ContainsFunc(f.Added(), func(at int) bool { return n <= at && at < fn.End }) && !alreadyLost(f, fn) {
				out = append(out, f.At(lost, "the error of the last try is lost."))
			}
		}
	}
	return out
}

// losesLast is the line in a loop at which an error is met that nothing behind it tells;
// -1 for none.
func losesLast(src *language.Source, fn language.Func, loop, end int) int {
	rest := strings.TrimSpace(strings.Trim(strings.TrimSpace(language.Part(src.Bare, end, fn.End)), "}"))
	if rest != "" && !neutralEnd.MatchString(rest) {
		return -1
	}
	for n := loop + 1; n < end; n++ {
		text := src.Bare[n]
		if src.Lang.Name == "Go" {
			if m := wellThen.FindStringSubmatch(text); m != nil && returnsError(src, n) && strings.Contains(rest, "nil") && !regexp.HasWord(rest, m[1]) && !tellsOn.MatchString(language.Part(src.Bare, n+1, end)) {
				return n
			}
			continue
		}
		body, tried := "", ""
		switch {
		case product.Catches.MatchString(text):
			body, tried = handler(src, n), language.Part(src.Bare, loop, n)
		case product.Narrow.MatchString(text) || wide.MatchString(text):
			body, tried = pyBody(src, n), language.Part(src.Bare, loop, n)
		}
		if tried != "" && answers.MatchString(tried) && !leaves.MatchString(body) {
			return n
		}
	}
	return -1
}

// alreadyLost tells whether the base lost it there too.
func alreadyLost(f *change.File, fn language.Func) bool {
	was, had := f.Was.Before(fn)
	if !had {
		return false
	}
	for n := was.Body; n < min(was.End, len(f.Was.Bare)); n++ {
		if tryLoop.MatchString(f.Was.Bare[n]) && losesLast(f.Was, was, n, blockEnd(f.Was, n, was.End)) >= 0 {
			return true
		}
	}
	return false
}

// blockEnd is the line behind what a line opens.
func blockEnd(src *language.Source, n, last int) int {
	depth, end := product.IndentOf(src.Bare[n]), n+1
	for ; end < min(last, len(src.Bare)); end++ {
		if text := src.Bare[end]; strings.TrimSpace(text) != "" && product.IndentOf(text) <= depth {
			break
		}
	}
	return end
}

var (
	// endsQuietly is how people say that several tries may end without an error.
	endsQuietly = regexp.MustCompile(`\b(?:return|give|yield|answer|resolve|report)\w*(?: \w+){0,3} (?:none|null|nil|false|undefined|empty|nothing|default\w*)\b|\bgives? up (?:silently|quietly|without)\b|\bbest[- ]effort\b`)
	tryLoop     = regexp.MustCompile(`^\s*(?:for|while)\b.*(?:attempt|tr(?:y|ies)\b|retr|\bi\b|\b_\b|range|backoff|delay)`)
	endless     = regexp.MustCompile(`\bwhile\s*\(?\s*(?:true|True|1)\b|;\s*;|^\s*for \{`)
	neutralEnd  = regexp.MustCompile(`^return(?:\s+(?:None|null|undefined|false|False|nil|\w+,\s*nil|""|\[\]|\{\}|[\w.*&]+\{\},\s*nil))?\s*;?$`)
	wellThen    = regexp.MustCompile(`\bif\b.*\b(\w*[eE]rr\w*)\s*==\s*nil\b`)
	answers     = regexp.MustCompile(`(?m)^\s*return\b`)
	leaves      = regexp.MustCompile(`\b(?:raise|throw|return|reject|break|exit|lastError|last_error|last_exc\w*|lastErr|\w*[eE]rror\s*=[^=])\b`)
)
