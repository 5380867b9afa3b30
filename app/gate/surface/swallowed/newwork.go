package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofNewWork tells whether the error that a line of Go looks at is of a call that came to
// a function which told no error less than before: nobody heard of such errors until then.
func ofNewWork(f *change.File, n int, name string) bool {
	fn, in := f.Is.Around(n)
	was, had := f.Was.Before(fn)
	if !in || !had || slices.ContainsFunc(f.Removed(), func(o int) bool { return tellsOn.MatchString(f.Was.Bare[o]) }) {
		return false
	}
	gives := regexp.MustCompile(`\b` + name + `\s*:?=[^=]`)
	for at := n; at >= max(fn.Body, n-5); at-- {
		m := gives.FindStringIndex(f.Is.Bare[at])
		if m == nil {
			continue
		}
		before := language.Part(f.Was.Bare, was.Head, was.End)
		for call := range language.Calls(f.Is.Bare[at][m[0]:]) {
			return f.IsAdded(at) && !strings.Contains(before, call+"(")
		}
		return false
	}
	return false
}

// tellsOn is a line of Go that tells an error, or is about to.
var tellsOn = regexp.MustCompile(`\b\w*[eE]rr\w*\s*!=\s*nil|\breturn\b.*\b\w*[eE]rr\w*|\bpanic\(|\.Fatal`)

// dropsOfNew tells whether a handler of JavaScript answers every error of what a function
// reaches out for with nothing, where the function came or had not been written, and
// people do not speak of what is to be where that fails.
func dropsOfNew(s *change.Set, f *change.File, n int) bool {
	m := product.Catches.FindStringSubmatch(f.Is.Bare[n])
	if m == nil || f.Is.Lang.Name != "JavaScript" || !dropsAll(handler(f.Is, n), m[1]) || s.SpeaksWith(insteadOf, itFails) {
		return false
	}
	fn, in := f.Is.Around(n)
	if was, had := f.Was.Before(fn); !in || had && !product.UnwrittenBody(f.Was, was) || mayBe.MatchString(fn.Name) || yesOrNo.MatchString(handler(f.Is, n)) {
		return false
	}
	for up := n - 1; up > fn.Head; up-- {
		if outward.MatchString(f.Is.Bare[up]) && !f.Is.Tidies(up) {
			return true
		}
		if strings.HasPrefix(strings.TrimSpace(f.Is.Bare[up]), "try") {
			return false
		}
	}
	return false
}

// A function that tries, or answers yes or no, says by its answer that something went wrong.
var (
	mayBe   = regexp.MustCompile(`^(?:try|maybe|safe\w*|is|has|can|exists?|probe|detect|ping|find|optional\w*|peek)(?:$|[A-Z_])|(?:OrNull|OrUndefined|OrDefault|IfAny|IfExists|IfPresent)$`)
	yesOrNo = regexp.MustCompile(`\breturn\s+(?:true|false)\b`)
)

// outward is work with what stands outside of the program.
var outward = regexp.MustCompile(`\bawait\b|\b(?:read|write|append)File(?:Sync)?\(|\bfetch\(|\bfs\.\w|\baxios\b`)
