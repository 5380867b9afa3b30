package stubs

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// bareAnswer gives a value as it is, or one written out.
var bareAnswer = regexp.MustCompile(`^-?[\w.]+$|^["'][^"'\x60]*["']$|^\x60[^\x60$]*\x60$`)

// forgets tells whether a function that worked its answer out of what it is given
// gives one as it is now, for all that its conditions, which are those it had, let
// through, and looks no more at something that nobody spoke of.
func forgets(s *change.Set, f *change.File, fn, was language.Func) bool {
	before, after := workOf(f.Was, was), workOf(f.Is, fn)
	matters := strings.Join(slices.Concat(after.conditions, after.answers), "\n")
	if slices.ContainsFunc(after.work, func(text string) bool {
		m := given.FindStringSubmatch(text) // a value that nothing comes of
		return m == nil || regexp.HasWord(matters, m[1])
	}) {
		return false
	}
	after.answers = slices.DeleteFunc(after.answers, func(a string) bool { return slices.Contains(before.answers, a) })
	if len(after.answers) == 0 || slices.ContainsFunc(after.answers, func(a string) bool { return !bareAnswer.MatchString(a) }) {
		return false
	}
	if slices.ContainsFunc(after.conditions, func(c string) bool { return !slices.Contains(before.conditions, c) }) {
		return false
	}
	made := strings.Join(slices.Concat(before.work, before.answers), "\n")
	makes := strings.Join(after.answers, "\n")
	lost := slices.DeleteFunc(slices.Clone(was.Params), func(p string) bool {
		return product.Formal.MatchString(p) || !slices.Contains(fn.Params, p) || !regexp.HasWord(made, p) || regexp.HasWord(makes, p) || s.Asked(p)
	})
	return len(lost) > 0
}

// asksPresence tells whether a function that compared what it is given asks no more than
// whether something is there, and looks no more at the rest of it.
func asksPresence(f *change.File, fn, was language.Func) bool {
	before, after := workOf(f.Was, was), workOf(f.Is, fn)
	if len(after.work) > 0 || len(after.conditions) > 0 || len(after.answers) != 1 || !isThere.MatchString(after.answers[0]) {
		return false
	}
	if slices.ContainsFunc(before.answers, isThere.MatchString) {
		return false
	}
	made := strings.Join(slices.Concat(before.work, before.conditions, before.answers), "\n")
	return compares.MatchString(made) && slices.ContainsFunc(was.Params, func(p string) bool {
		return !product.Formal.MatchString(p) && regexp.HasWord(made, p) && !regexp.HasWord(after.answers[0], p)
	})
}

var (
	isThere  = regexp.MustCompile(`^(?:Boolean\([^()]+\)|!!\s*[\w.\[\]"'?-]+|bool\([^()]*(?:\([^()]*\))?\)|["'][\w-]+["']\s+in\s+[\w.]+|[\w.]+\.(?:has|Has)\([^()]*\)|len\([^()]+\)\s*>\s*0|[\w.]+\.length\s*>\s*0|[\w.\[\]"'?-]+(?:\([^()]*\))?\s*(?:!==?|is not)\s*(?:undefined|null|nil|None|""|''))$`)
	compares = regexp.MustCompile(`(?i)===?|equal|compare|\bcmp\b|digest|verify|hmac|match`)
)

// lineKinds are the lines of a function by what they do.
type lineKinds struct{ conditions, answers, work []string }

// workOf parts a function's lines.
func workOf(src *language.Source, fn language.Func) (out lineKinds) {
	var lines []string
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		if strings.Trim(src.Bare[n], " \t\"'`") != "" { // else a text that tells of it
			lines = append(lines, src.Code[n])
		}
	}
	if head, rest := product.CutBody(product.AfterParams(src, fn)); rest != "" {
		if strings.Contains(src.Bare[fn.Head][len(head):], "=>") && !strings.Contains(rest, "return") {
			rest = "return " + rest
		}
		lines = append(lines, rest)
	}
	for _, text := range lines {
		text = strings.Trim(strings.TrimSpace(text), "{}; ")
		if m := product.Branches.FindStringSubmatch(text); m != nil {
			cond, answer, answers := strings.Cut(m[1], "return")
			out.conditions = append(out.conditions, strings.Join(strings.Fields(strings.Trim(cond, "{}:;() ")), " "))
			if text = ""; answers {
				text = "return" + answer
			}
		}
		value, returns := strings.CutPrefix(text, "return")
		switch value = strings.TrimSuffix(strings.Trim(value, "; "), ", nil"); {
		case text == "", discards.MatchString(text), product.Declines.MatchString(text):
		case returns && value == "":
		case returns:
			out.answers = append(out.answers, value)
		default:
			out.work = append(out.work, text)
		}
	}
	return out
}
