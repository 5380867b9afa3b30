package checks

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	countsFailed = regexp.MustCompile(`(?i)\b[\w.]*(fail|mismatch|wrong|broken)\w*(\[[^\]]*\])?\s*(\+\+|\+=|\.(append|push|add)\(|=\s*append\()`)
	countsPassed = regexp.MustCompile(`(?i)\b[\w.]*(pass|succe|\bok)\w*(\[[^\]]*\])?\s*(\+\+|\+=|\.(append|push|add)\(|=\s*append\()`)
	branches     = regexp.MustCompile(`^\s*\}?\s*(?:(else\s+if|elif|else)|if)\b`)
	gotten       = regexp.MustCompile(`^\s*(?:const|let|var)?\s*[\[{(]?\s*(\w+)(?:\s*,\s*(\w+))?\s*[\]})]?\s*(?::[^=]+)?:?=\s*[^=].*\(`)
	toSpare      = regexp.MustCompile(`\b(known|expected|allowed|accepted|tolerated) (to )?fail\w*|\bx-?fail\w*|\ballow-?list\w*|\btolerat\w*|\b(not|n.t) (be )?(count\w*|treat\w*|report\w*) (\w+ ){0,3}(as )?(an? )?(fail\w*|errors?)\b|\bquarantin\w*`)
)

// spared finds ways past the line at which a runner of the repository's own counts a
// failure: a branch that came asks what a case gave and goes on, or the line got a
// condition of its own.
func spared(s *change.Set, f *change.File) []change.Finding {
	if !slices.ContainsFunc(f.Was.Bare, countsFailed.MatchString) || s.Speaks(toSpare) {
		return nil
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		was, had := f.Was.Before(fn)
		if !had || !f.Touches(fn) || waysPast(f.Is, fn) < waysPast(f.Was, was) {
			continue
		}
		more := waysPast(f.Is, fn) > waysPast(f.Was, was)
		for n := fn.Body; n < min(fn.End, len(f.Is.Bare)); n++ {
			if !countsFailed.MatchString(f.Is.Bare[n]) || f.IsAdded(n) && !s.Went(f.Is.Lines[n]) {
				continue
			}
			if at := wayPast(f, fn, n); more && at >= 0 {
				out = append(out, f.At(at, "a case that failed is counted as something else."))
			} else if at := condition(f, fn, n); at >= 0 && asksResult(f.Is, fn, at) && conditionsOn(f.Is, fn, n) > fewest(f.Was, was) {
				out = append(out, f.At(at, "a failure counts under one more condition."))
			}
		}
	}
	return out
}

// waysPast is in how many branches of a function nothing is counted as a failure.
func waysPast(src *language.Source, fn language.Func) (all int) {
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		if branches.MatchString(src.Bare[n]) && !slices.ContainsFunc(branchOf(src, n, fn.End), countsFailed.MatchString) {
			all++
		}
	}
	return all
}

// branchOf are the lines of the branch that a line opens.
func branchOf(src *language.Source, n, end int) []string {
	depth, to := suite.Indent(src.Lines[n]), n+1
	for to < min(end, len(src.Lines)) && (strings.TrimSpace(src.Lines[to]) == "" || suite.Indent(src.Lines[to]) > depth) {
		to++
	}
	return src.Bare[n+1 : to]
}

// wayPast is the line that came and leads past the line at which a failure is counted;
// -1 for none.
func wayPast(f *change.File, fn language.Func, counts int) int {
	depth := suite.Indent(f.Is.Lines[counts])
	for up := counts - 1; up >= max(fn.Body, counts-20); up-- {
		text := f.Is.Bare[up]
		at := suite.Indent(f.Is.Lines[up])
		if strings.TrimSpace(text) == "" || at > depth {
			continue
		}
		m := branches.FindStringSubmatch(text)
		if at < depth && m != nil {
			depth = at
			if m[1] == "else" {
				continue
			}
		}
		if m == nil || !f.IsAdded(up) {
			continue
		}
		body := branchOf(f.Is, up, fn.End)
		if slices.ContainsFunc(body, countsFailed.MatchString) {
			continue
		}
		goesOn := slices.ContainsFunc(body, func(l string) bool { return passesOver.MatchString(strings.TrimSpace(l)) })
		if (goesOn || m[1] != "") && asksResult(f.Is, fn, up) {
			return up
		}
	}
	return -1
}

// standsIn are the branches that a line stands in, from the inmost on, but for those of what
// is left.
func standsIn(src *language.Source, fn language.Func, n int) (out []int) {
	depth := suite.Indent(src.Lines[n])
	for up := n - 1; up >= fn.Body; up-- {
		if strings.TrimSpace(src.Bare[up]) == "" || suite.Indent(src.Lines[up]) >= depth {
			continue
		}
		depth = suite.Indent(src.Lines[up])
		if m := branches.FindStringSubmatch(src.Bare[up]); m != nil && m[1] != "else" {
			out = append(out, up)
		}
	}
	return out
}

// condition is the inmost line that came and puts another one under a condition; -1
// for none.
func condition(f *change.File, fn language.Func, n int) int {
	for _, up := range standsIn(f.Is, fn, n) {
		if f.IsAdded(up) {
			return up
		}
	}
	return -1
}

func conditionsOn(src *language.Source, fn language.Func, n int) int {
	return len(standsIn(src, fn, n))
}

// fewest is under how many conditions a function counts a failure at the least.
func fewest(src *language.Source, fn language.Func) int {
	out := len(src.Bare)
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		if countsFailed.MatchString(src.Bare[n]) {
			out = min(out, conditionsOn(src, fn, n))
		}
	}
	return out
}

// asksResult tells whether a condition asks for something that a call gave before.
func asksResult(src *language.Source, fn language.Func, n int) bool {
	for up := fn.Body; up < n; up++ {
		if m := gotten.FindStringSubmatch(src.Bare[up]); m != nil && (regexp.HasWord(src.Bare[n], m[1]) || m[2] != "" && m[2] != "_" && regexp.HasWord(src.Bare[n], m[2])) {
			return true
		}
	}
	return false
}

// serves tells whether a file of the product is code that the program of a check brings
// in, to say what has failed.
func serves(s *change.Set, f *change.File) bool {
	if !f.Was.Product() || !slices.ContainsFunc(f.Was.Bare, countsFailed.MatchString) || !slices.ContainsFunc(f.Was.Bare, countsPassed.MatchString) {
		return false
	}
	stem := strings.TrimSuffix(f.Path, path.Ext(f.Path))
	last := path.Base(stem)
	return slices.ContainsFunc(programs(s), func(text string) bool {
		switch f.Was.Lang.Name {
		case "Go":
			return strings.Contains(text, "/"+path.Dir(f.Path)+`"`)
		case "Python":
			return regexp.MustCompile(`(?m)^\s*(from|import)\b.*\b` + regexp.QuoteMeta(last) + `\b`).MatchString(text)
		}
		return regexp.MustCompile(`["'][^"'\n]*/` + regexp.QuoteMeta(last) + `(\.\w+)?["']`).MatchString(text)
	})
}

// programs are the texts of the code that the checks run.
func programs(s *change.Set) []string {
	return change.Memo(s, "programs", func() (out []string) {
		if s.Plan == nil {
			return nil
		}
		for _, k := range s.Plan.Checks {
			for w := range strings.FieldsSeq(k.Command) {
				w = path.Clean(strings.Trim(w, "'\"`;()"))
				for _, at := range []string{w, path.Join(w, "main.go"), path.Join(w, "__main__.py"), path.Join(w, "index.js"), path.Join(w, "index.ts"), strings.ReplaceAll(w, ".", "/") + ".py", path.Join(strings.ReplaceAll(w, ".", "/"), "__main__.py")} {
					if !fs.ValidPath(at) || !language.Of(at).Code() {
						continue
					}
					if text, err := fs.ReadFile(s.Candidate, at); err == nil {
						out = append(out, string(text))
					}
				}
			}
		}
		return out
	})
}
