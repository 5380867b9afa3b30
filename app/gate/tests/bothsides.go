package tests

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
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
func (u unit) comparesBoth(s *change.Set) (by [2]string, ok bool) {
	if u.now.Test || len(u.now.Params) < 2 || u.is.Lang.Name == "Go" && len(u.now.Params) < 3 {
		return by, false
	}
	of := map[string]string{} // the parameter that a name stands for, all of it
	for _, p := range u.now.Params {
		of[p] = p
	}
	depth, length := -1, false
	for n := u.now.Body; n < min(u.now.End, len(u.is.Code)); n++ {
		text := u.is.Code[n]
		if strings.TrimSpace(u.is.Bare[n]) == "" || strings.Trim(strings.TrimSpace(u.is.Bare[n]), `"'`) == "" {
			continue
		}
		if depth < 0 {
			depth = indent(text)
		}
		if leavesBody.MatchString(text) {
			return by, false
		}
		if indent(text) > depth {
			continue
		}
		if m := pairedLoop.FindStringSubmatch(text); m != nil && !strings.Contains(text, "fillvalue") && (length || m[2] == "zip_longest" || strings.Contains(m[3], "strict=True")) {
			if by, ok = bothWhole(of, m[3], u.was, u.old); ok && u.comparesEach(n, depth, m[1]) {
				return by, true
			}
			return by, false
		}
		if m := wholeCalls.FindStringSubmatch(text); m != nil && (u.is.Lang.Name != "Go" || !strings.Contains(text, "||") && !strings.Contains(text, "&&")) {
			given := strings.Join(slices.DeleteFunc(m[1:], func(g string) bool { return g == "" }), ", ")
			if by, ok = bothWhole(of, given, u.was, u.old); ok && u.complainsAt(n) {
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
				from = u.reordered(s, of, right[i])
			}
			of[name] = from
		}
	}
	return by, false
}

// complainsAt tells whether a line fails a test by itself, or by the branch that it opens
// first thing.
func (u unit) complainsAt(n int) bool {
	if u.is.Lang.Name != "Go" || !strings.HasPrefix(strings.TrimSpace(u.is.Code[n]), "if ") {
		return u.is.Lang.Assertion != nil && u.is.Lang.Assertion.MatchString(u.is.Bare[n])
	}
	return strings.Contains(u.is.Code[n], "!") && n+1 < len(u.is.Code) && complains.MatchString(u.is.Code[n+1])
}

// comparesEach tells whether the first thing that a loop does is to compare what it takes
// from two sides.
func (u unit) comparesEach(n, depth int, vars string) bool {
	names := names.FindAllString(vars, -1)
	if len(names) < 2 {
		return false
	}
	a, b := names[len(names)-2], names[len(names)-1]
	for at := n + 1; at < min(u.now.End, len(u.is.Code)); at++ {
		if text := u.is.Code[at]; strings.TrimSpace(text) != "" {
			m := wholeCalls.FindStringSubmatch(text)
			return indent(text) > depth && m != nil && regexp.HasWord(text, a) && regexp.HasWord(text, b) && u.complainsAt(at)
		}
	}
	return false
}

// reordered is the parameter that an expression holds all of, perhaps in another order.
func (u unit) reordered(s *change.Set, of map[string]string, text string) string {
	text = strings.TrimSpace(text)
	for {
		name, rest, call := strings.Cut(text, "(")
		if !call {
			return of[text]
		}
		name = name[strings.LastIndexByte(name, '.')+1:]
		fn, own := u.is.Named(name)
		if own && takesParts.MatchString(language.Part(u.is.Bare, fn.Body, fn.End)) || !own && !putsInLine.MatchString(name) {
			return ""
		}
		if own || strings.Contains(strings.ToLower(name), "sorted") {
			if !u.noOrderAsked(s) && !s.Speaks(anyOrder) {
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
	body := within(was.Code, old)
	for _, a := range splitArgs(args) {
		name := names.FindString(a)
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
func (u unit) cutShort(gone []statement) []change.Finding {
	for n := u.now.Start; n < min(u.now.End, len(u.is.Code)); n++ {
		m := pairedLoop.FindStringSubmatch(u.is.Code[n])
		if m == nil || m[2] != "zip" || !u.file.IsAdded(n) || strings.Contains(m[3], "strict=True") || strings.Contains(within(u.is.Bare, u.now), "len(") {
			continue
		}
		args := splitArgs(m[3])
		if len(args) == 2 && u.comparesEach(n, indent(u.is.Code[n]), m[1]) && slices.ContainsFunc(gone, func(g statement) bool {
			return g.strength() == saysAll && strings.Contains(g.text, args[0]) && strings.Contains(g.text, args[1])
		}) {
			return []change.Finding{u.file.At(n, "an assertion of "+u.old.Name+" ends with the shorter side, and compared all of both.")}
		}
	}
	return nil
}
