package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// quietened finds conditions that stayed and told of a failure, and under which nobody
// hears of it now; people may ask for that.
func quietened(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	for _, h := range f.Hunks {
		if h.Old == 0 || h.New == 0 || h.New == h.NewEnd {
			continue
		}
		for o := h.Old; o < h.OldEnd; o++ {
			was := f.Was.Bare[o]
			if !failing.MatchString(was) || s.Came(f.Was.Lines[o]) {
				continue
			}
			n := inPlace(f, h, o)
			if n < 0 || tellsSomehow.MatchString(sameBlock(f.Is, n)) || !quietly.MatchString(strings.TrimSpace(f.Is.Code[n])) {
				continue
			}
			fn, in := f.Was.Around(o)
			if in && !mayFallSilent(s, f, fn) {
				out = append(out, f.At(n, "a failure that was told of under this condition is not told of any more."))
			}
			break
		}
	}
	return out
}

// inPlace is the line that stands in the place of one that went, under the same
// condition or as the same end of its function; -1 for none.
func inPlace(f *change.File, h change.Hunk, o int) int {
	above := strings.TrimSpace(f.Was.Bare[h.Old-1])
	if o == h.Old && guarding.MatchString(above) {
		return h.New
	}
	if o == h.Old && h.OldEnd-h.Old == 1 && h.NewEnd-h.New == 1 && f.Is.Lang.Name == "Go" {
		was, is := strings.TrimSpace(f.Was.Code[o]), strings.TrimSpace(f.Is.Code[h.New])
		if all, ok := strings.CutSuffix(is, "nil"); ok && len(all) > len("return ") && strings.HasPrefix(was, all) {
			return h.New
		}
	}
	return -1
}

var (
	guarding     = regexp.MustCompile(`^(\}?\s*(if|elif|else|catch|case|default|except|switch|match)\b.*[{:]|if\s*\(.*\))$`)
	tellsSomehow = regexp.MustCompile(`\b(raise|throw|panic|reject|abort|exit|Exit|Fatal\w*|yield)\b|\b[eE]rr\w*\b|\w*(Error|Exception)\b`)
	quietly      = regexp.MustCompile(`^(pass|continue|break|\.\.\.|return|return\s*\(?\s*(None|null|undefined|false|False|true|True|\{\}|\[\]|""|''|0|-1|nil|[\[\]\w.*&]+\{\}(,\s*nil)?|.*,\s*nil)\s*\)?|(\w+\.)*(log\w*|LOG\w*|warnings?|console|slog)\.\w+\(.*\)|print\w*\(.*\))\s*;?$`)
)

// muffled finds functions of JavaScript the whole of which a handler was put around
// that answers every error with nothing.
func muffled(s *change.Set, f *change.File) []change.Finding {
	if f.Is.Lang.Name != "JavaScript" || f.From == "" || !f.Is.Holds("catch") {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		was, had := f.Was.Before(fn)
		end := min(fn.End, len(f.Is.Bare))
		if !had || !f.Touches(fn) || product.Catches.MatchString(language.Part(f.Was.Bare, was.Head, was.End)) || fn.Body >= end {
			continue
		}
		n := slices.IndexFunc(f.Is.Bare[fn.Body:end], product.Catches.MatchString) + fn.Body
		if n < fn.Body+4 || strings.TrimSpace(f.Is.Bare[fn.Body]) != "try {" || product.IndentOf(f.Is.Bare[n]) != product.IndentOf(f.Is.Bare[fn.Body]) {
			continue
		}
		if body := handler(f.Is, n); dropsAll(body, product.Catches.FindStringSubmatch(f.Is.Bare[n])[1]) && !mayFallSilent(s, f, was) {
			out = append(out, f.At(n, "every error of "+fn.Name+" is caught and dropped."))
		}
	}
	return out
}
