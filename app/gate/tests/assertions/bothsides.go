package assertions

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	wholeCalls = regexp.MustCompile(`\b(?:(?:slices|maps|bytes|reflect|cmp|assert|require|self|t)\.)?(?:Equal|DeepEqual|Diff|assertEqual|assertListEqual|assertDictEqual|assertSequenceEqual|assertTupleEqual|strictEqual|deepEqual|deepStrictEqual|isDeepStrictEqual)\((.*)$|\bexpect\(([\w.]+)\)\.to(?:Equal|StrictEqual|Be)\(([\w.]+)\)|^\s*assert (.+) == ([^,]+)`)
	pairedLoop = regexp.MustCompile(`^\s*for\s+(.+?)\s+in\s+(?:enumerate\(\s*)?(?:itertools\.)?(zip|zip_longest)\((.*)\)[^)]*:\s*$`)
	leavesBody = regexp.MustCompile(`^(?:.*[{:;)])?\s*(?:return|break|continue|try|except|with|yield|defer|go)\b|\bt\.Skip|\b(?:catch|recover)\b`)
	reassigns  = regexp.MustCompile(`^\s*(?:(?:const|let|var)\s+)?(\w+(?:\s*,\s*\w+)*)\s*:?=\s*([^=].*?);?\s*$`)
	putsInLine = regexp.MustCompile(`^(?:sorted|toSorted|clone|copy|list|tuple|Sorted|SortedFunc|Clone)$`)
	takesParts = regexp.MustCompile(`\b(?:for|append|make|map|filter|len|sum|set|while|reduce|Compact\w*|Delete\w*|yield)\b|\[\w*:\w*\]|\.(?:slice|splice|pop|shift)\(`)
)

// comparesBoth tells whether a helper of tests, of two parameters, still compares all of
// them first thing: at once, or each part of the longer one with what stands in its place.
// A copy in another order is all of it where people say that there is no order.
func comparesBoth(u suite.Unit, s *change.Set) (by [2]string, ok bool) {
	if u.Now.Test || len(u.Now.Params) < 2 || u.Is.Lang.Name == "Go" && len(u.Now.Params) < 3 {
		return by, false
	}
	of := map[string]string{} // the parameter that a name stands for, all of it
	for _, p := range u.Now.Params {
		of[p] = p
	}
	depth, length := -1, false
	for n := u.Now.Body; n < min(u.Now.End, len(u.Is.Code)); n++ {
		text := u.Is.Code[n]
		if strings.TrimSpace(u.Is.Bare[n]) == "" || strings.Trim(strings.TrimSpace(u.Is.Bare[n]), `"'`) == "" {
			continue
		}
		if depth < 0 {
			depth = suite.Indent(text)
		}
		if leavesBody.MatchString(text) {
			return by, false
		}
		if suite.Indent(text) > depth {
			continue
		}
		if m := pairedLoop.FindStringSubmatch(text); m != nil && !strings.Contains(text, "fillvalue") && (length || m[2] == "zip_longest" || strings.Contains(m[3], "strict=True")) {
			if by, ok = bothWhole(of, m[3], u.Was, u.Old); ok && comparesEach(u, n, depth, m[1]) {
				return by, true
			}
			return by, false
		}
		if m := wholeCalls.FindStringSubmatch(text); m != nil && (u.Is.Lang.Name != "Go" || !strings.Contains(text, "||") && !strings.Contains(text, "&&")) {
			given := strings.Join(slices.DeleteFunc(m[1:], func(g string) bool { return g == "" }), ", ")
			if by, ok = bothWhole(of, given, u.Was, u.Old); ok && complainsAt(u, n) {
				return by, true
			}
		}
		m := reassigns.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		left, right := strings.Split(strings.ReplaceAll(m[1], " ", ""), ","), splitArgs(m[2])
		for i, name := range left {
			from := ""
			if len(left) == len(right) {
				from = reordered(u, s, of, right[i])
			}
			of[name] = from
		}
	}
	return by, false
}

// complainsAt tells whether a line fails a test by itself, or by the branch that it opens
// first thing.
func complainsAt(u suite.Unit, n int) bool {
	if u.Is.Lang.Name != "Go" || !strings.HasPrefix(strings.TrimSpace(u.Is.Code[n]), "if ") {
		return u.Is.Lang.Assertion != nil && u.Is.Lang.Assertion.MatchString(u.Is.Bare[n])
	}
	return strings.Contains(u.Is.Code[n], "!") && n+1 < len(u.Is.Code) && suite.Complains.MatchString(u.Is.Code[n+1])
}

// comparesEach tells whether the first thing that a loop does is to compare what it takes
// from two sides.
func comparesEach(u suite.Unit, n, depth int, vars string) bool {
	names := suite.Names.FindAllString(vars, -1)
	if len(names) < 2 {
		return false
	}
	a, b := names[len(names)-2], names[len(names)-1]
	for at := n + 1; at < min(u.Now.End, len(u.Is.Code)); at++ {
		if text := u.Is.Code[at]; strings.TrimSpace(text) != "" {
			m := wholeCalls.FindStringSubmatch(text)
			return suite.Indent(text) > depth && m != nil && regexp.HasWord(text, a) && regexp.HasWord(text, b) && complainsAt(u, at)
		}
	}
	return false
}

// reordered is the parameter that an expression holds all of, perhaps in another order.
func reordered(u suite.Unit, s *change.Set, of map[string]string, text string) string {
	text = strings.TrimSpace(text)
	for {
		name, rest, call := strings.Cut(text, "(")
		if !call {
			return of[text]
		}
		name = name[strings.LastIndexByte(name, '.')+1:]
		fn, own := u.Is.Named(name)
		if own && takesParts.MatchString(language.Part(u.Is.Bare, fn.Body, fn.End)) || !own && !putsInLine.MatchString(name) {
			return ""
		}
		if own || strings.Contains(strings.ToLower(name), "sorted") {
			if !noOrderAsked(u, s) && !s.Speaks(anyOrder) {
				return ""
			}
		}
		if i := strings.LastIndexByte(rest, ')'); i >= 0 {
			rest = rest[:i]
		}
		text = strings.TrimSpace(splitArgs(rest)[0])
	}
}

var anyOrder = regexp.MustCompile(`\b(?:ignor\w+|regardless of|whatever|independent(?:ly)? of|in any|irrespective of) (?:the |their |its )?order\b`)

// bothWhole are the parameters that the first arguments of a call hold all of: by name, or in
// words that the helper had for them.
func bothWhole(of map[string]string, args string, was *language.Source, old language.Func) (by [2]string, ok bool) {
	k := 0
	body := suite.Within(was.Code, old)
	for _, a := range splitArgs(args) {
		name := suite.Names.FindString(a)
		p := of[name]
		if p == "" || name != a && (of[name] != name || !strings.Contains(body, a)) {
			if k == 0 && (a == "t" || a == "tb") {
				continue
			}
			break
		}
		if by[k] = p; k == 1 {
			return by, by[0] != by[1]
		}
		k++
	}
	return by, false
}

// splitArgs are the arguments of a call, up to where it closes.
func splitArgs(text string) (out []string) {
	depth, from := 0, 0
	for n := range len(text) {
		switch text[n] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth < 0 {
				return append(out, strings.TrimSpace(text[from:n]))
			}
		case ',':
			if depth == 0 {
				out, from = append(out, strings.TrimSpace(text[from:n])), n+1
			}
		}
	}
	return append(out, strings.TrimSpace(text[from:]))
}

// cutShort finds a loop over two things side by side that ends with the shorter, in whose
// place all of both was compared.
func cutShort(u suite.Unit, gone []suite.Statement) []change.Finding {
	for n := u.Now.Start; n < min(u.Now.End, len(u.Is.Code)); n++ {
		m := pairedLoop.FindStringSubmatch(u.Is.Code[n])
		if m == nil || m[2] != "zip" || !u.File.IsAdded(n) || strings.Contains(m[3], "strict=True") || strings.Contains(suite.Within(u.Is.Bare, u.Now), "len(") {
			continue
		}
		args := splitArgs(m[3])
		if len(args) == 2 && comparesEach(u, n, suite.Indent(u.Is.Code[n]), m[1]) && slices.ContainsFunc(gone, func(g suite.Statement) bool {
			return g.Strength() == suite.SaysAll && strings.Contains(g.Text, args[0]) && strings.Contains(g.Text, args[1])
		}) {
			return []change.Finding{u.File.At(n, "an assertion of "+u.Old.Name+" ends with the shorter side, and compared all of both.")}
		}
	}
	return nil
}
