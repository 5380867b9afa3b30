package equality

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// oneOfAll tells whether all that a comparison holds against each other is one item of
// each side, at a place that it reckons.
func oneOfAll(src *language.Source, fn language.Func) bool {
	body := bodyText(src, fn)
	if walks.MatchString(body) || wholly.MatchString(body) || handsToEqual.MatchString(body) {
		return false
	}
	m := itemOfEach.FindStringSubmatch(body)
	return m != nil && m[1] != m[3] && m[2] == m[4]
}

var (
	walks      = regexp.MustCompile(`\b(for|while|every|some|all|any|zip|map|reduce|range)\b`)
	itemOfEach = regexp.MustCompile(`\b([\w.]+)\[([a-z_]\w*(?:\s*[-+]\s*1)?)\]\s*[!=]==?\s*([\w.]+)\[([a-z_]\w*(?:\s*[-+]\s*1)?)\]`)
)

// overlaps tells whether all that a comparison asks of two things is how one part of the
// one lies to another part of the other.
func overlaps(src *language.Source, fn language.Func) bool {
	body := kindOf.ReplaceAllString(bodyText(src, fn), "")
	if len(fn.Params) == 0 || strings.Contains(strings.NewReplacer("<=", "", ">=", "").Replace(body), "==") || wholly.MatchString(body) || handsToEqual.MatchString(strings.ReplaceAll(body, fn.Name+"(", "")) {
		return false
	}
	crossed := 0
	for _, m := range liesTo.FindAllStringSubmatch(body, -1) {
		if m[1] == m[3] || m[2] == m[4] {
			return false
		}
		crossed++
	}
	return crossed > 0
}

var liesTo = regexp.MustCompile(`\b(\w+)\.(#?\w+)\s*[<>]=?\s*(\w+)\.(#?\w+)`)

// hashesKind tells whether the hash of a thing is that of what it is, and of nothing that
// it holds.
func hashesKind(src *language.Source, fn language.Func) bool {
	if fn.Name != "__hash__" && fn.Name != "hashCode" {
		return false
	}
	body := ofItsKind.ReplaceAllString(bodyText(src, fn), "")
	return strings.Contains(body, "hash(") && strings.Contains(body, "return") && !regexp.HasWord(body, "self") && !regexp.HasWord(body, "this") && !strings.Contains(body, "super()")
}

var ofItsKind = regexp.MustCompile(`\btype\(\s*self\s*\)(\.\w+)*|\b(self|this)\.(__class__|constructor)(\.\w+)*`)

// lessOfBoth finds lines by which a helper through which tests send both sides of a
// comparison came to drop a part of them, and nobody asked for that.
func lessOfBoth(s *change.Set, f *change.File) []change.Finding {
	if f.From == "" || !f.Is.Test() || s.SpeaksWith(leeway, toBeAlike) {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		was, had := f.Was.Before(fn)
		if fn.Test || !had || !f.Touches(fn) || !bothSides(f.Is, fn.Name) {
			continue
		}
		old := bodyText(f.Was, was)
		for n := fn.Body; n < min(fn.End, len(f.Is.Bare)); n++ {
			drop := dropsParts.FindString(f.Is.Bare[n])
			if drop == "" || !f.IsAdded(n) || s.Went(f.Is.Lines[n]) || strings.Contains(old, drop) || uncounted(s, f.Is.Code[n]) || strings.Contains(drop, "ort") && s.Mentions(ofOrder) {
				continue
			}
			out = append(out, f.At(n, fn.Name+" drops a part of what tests hold against each other."))
			break
		}
	}
	return out
}

// uncounted tells whether people say of something that a line names that it does not count.
func uncounted(s *change.Set, code string) bool {
	for _, w := range append(suite.QuotedIn(code), suite.Words.FindAllString(code, -1)...) {
		if len(w) > 2 && suite.UncountedBy(s, w) {
			return true
		}
	}
	return false
}

// bothSides tells whether an assertion of a file calls a function of both sides.
func bothSides(src *language.Source, name string) bool {
	for n, l := range src.Bare {
		if strings.Contains(l, name+"(") && src.Lang.Assertion.MatchString(l) {
			if text, _ := suite.Whole(src, n, len(src.Bare)); strings.Count(text, name+"(") > 1 {
				return true
			}
		}
	}
	return false
}

var ofOrder = regexp.MustCompile(`\border\b|\bordering\b|\bunordered\b`)

var dropsParts = regexp.MustCompile(`\.filter\(|\bdelete\s+\w|\bdel\s+\w|\.pop\(|\.splice\(|\bomit\(|\bif\s+\w+\s+(?:is\s+not\s+None|not\s+in\b)|\.replace(?:All)?\(|\bre\.sub\(|ReplaceAll\(|\.slice\(|\.trim\w*\(|\.l?r?strip\(|Trim(?:Space|Left|Right)?\(|\.toLowerCase\(|\.lower\(|ToLower\(|\b(?:Math\.)?[rR]ound\(|\btoFixed\(|\bcontinue\b|\bnew Set\(|\bset\(|\bsorted\(|\.sort\(|slices\.Sort\w*\(|\bdelete\(|slices\.DeleteFunc\(|maps\.DeleteFunc\(`)
