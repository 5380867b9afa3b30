// Package stubs finds functions whose work was replaced by a constant, and new
// ones that give the tests a constant whatever they are asked. In comes a change,
// out go findings; each speaks only of what the change brought. It keeps nothing,
// so a process that dies here judges again.
package stubs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds functions whose work was replaced by a constant, and new ones
// that give the tests a constant whatever they are asked.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !f.Product() {
			continue
		}
		out = append(out, heedless(s, f)...)
		out = append(out, s.Scan(f, []change.Pattern{admitted})...)
		out = append(out, sampled(s, f)...)
		var known []product.Example
		for _, fn := range f.Is.Funcs() {
			if !f.Touches(fn) || strings.Contains(language.Part(f.Is.Bare, fn.Start, fn.Head), "overload") {
				continue
			}
			body, ok := constantBody(f.Is, fn)
			if was, had := f.Was.Before(fn); !ok && len(fn.Params) > 0 && (!had || product.UnwrittenBody(f.Was, was)) {
				if answer := canned(f.Is, fn); answer != "" {
					if known == nil {
						known = product.Examples(s, f)
					}
					if foretold(known, answer) {
						out = append(out, f.At(fn.Head, fn.Name+" answers with what a test expects, written out."))
						continue
					}
				}
			}
			if !ok {
				if was, had := f.Was.Before(fn); had && product.UnwrittenBody(f.Was, was) && oneAnswer(f.Is, fn) {
					out = append(out, f.At(fn.Head, fmt.Sprintf("%s was not written, and answers the same to everything.", fn.Name)))
				}
				continue
			}
			was, had := f.Was.Before(fn)
			if had {
				old, constant := constantBody(f.Was, was)
				if !constant && (builds(body) != "" && builds(body) == builds(old) || needsNoMore(f, fn, was, body) || endsAlike(f, fn, was)) {
					continue
				}
				if !constant {
					out = append(out, f.At(fn.Head, fmt.Sprintf("%s did something and is a constant now.", fn.Name)))
					continue
				}
				if old == body || !product.Unwritten.MatchString(old) {
					continue
				}
			}
			if len(fn.Params) == 0 && !(had && method.MatchString(f.Is.Bare[fn.Head])) || product.Unwritten.MatchString(body) && !had {
				continue
			}
			if !had && leftTo(s, f, fn, body) {
				out = append(out, f.At(fn.Head, fmt.Sprintf("%s is asked by what came with it, and answers the same to everything.", fn.Name)))
				continue
			}
			if nothing.MatchString(f.Is.Bare[fn.Head]) {
				continue
			}
			if known == nil {
				known = product.Examples(s, f)
			}
			if called(known, fn.Name) || !had && expects(known, body) {
				out = append(out, f.At(fn.Head, fmt.Sprintf("%s answers the tests with a constant.", fn.Name)))
			}
		}
	}
	return out, nil
}

// leftTo tells whether a new function that answers with a constant is asked, with what
// it is about, by another one of its file and type that the change wrote; one that
// other types have in their own way is there to be replaced.
func leftTo(s *change.Set, f *change.File, fn language.Func, body string) bool {
	if body == "" || body == "pass" || slices.ContainsFunc(f.Is.Lines[:min(len(f.Is.Lines), 5)], builtFor.MatchString) {
		return false
	}
	if fn.Owner != "" && slices.ContainsFunc(s.Files, func(o *change.File) bool {
		return slices.ContainsFunc(o.Is.Funcs(), func(one language.Func) bool { return one.Name == fn.Name && one.Owner != fn.Owner })
	}) {
		return false
	}
	return slices.ContainsFunc(f.Is.Funcs(), func(by language.Func) bool {
		if by.Head == fn.Head || by.Owner != fn.Owner || !f.Touches(by) {
			return false
		}
		call := `(^|[^.\w])`
		if by.Owner != "" {
			call = `\b` + f.Is.Self(by) + `\.`
		}
		return regexp.MustCompile(call + regexp.QuoteMeta(fn.Name) + `\(\s*[^\s)]`).MatchString(language.Part(f.Is.Bare, by.Body, by.End))
	})
}

// builtFor is a constraint under which another file stands in the place of one.
var builtFor = regexp.MustCompile(`^//\s*(go:build|\+build)\b`)

// builds is the type of the object that a body gives, where it does no more than
// to make one.
func builds(body string) string {
	if m := makesOne.FindStringSubmatch(body); m != nil && !strings.Contains(m[2], "return") {
		return m[1]
	}
	return ""
}

var makesOne = regexp.MustCompile(`^return\s+((?:&|new\s+)?[A-Z_a-z][\w.]*[{(])(.*)[})];?$`)

// needsNoMore tells whether a function that is given nothing still makes what it made,
// whose parts that it filled are there no more.
func needsNoMore(f *change.File, fn, was language.Func, body string) bool {
	made := language.Part(f.Was.Bare, was.Body, was.End)
	parts := filledPart.FindAllStringSubmatch(made, -1)
	return len(fn.Params) == 0 && builds(body) != "" && strings.Contains(made, builds(body)) && strings.Count(made, "return") == 1 && len(parts) > 0 &&
		!slices.ContainsFunc(parts, func(m []string) bool {
			return slices.ContainsFunc(f.Is.Bare, func(l string) bool { return regexp.HasWord(l, m[1]) })
		})
}

// filledPart is a part of an object that a value is given.
var filledPart = regexp.MustCompile(`(?m)^\s*(\w+):?\s*[:=]\s*\S.*,$`)

// oneAnswer tells whether all a function ever answers is one value written out.
func oneAnswer(src *language.Source, fn language.Func) bool {
	answer := ""
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		now, ok := product.Returned(src.Code[n])
		if !ok {
			continue
		}
		if opensValue.MatchString(src.Code[n]) || !plainAnswer.MatchString(now) || answer != "" && answer != now {
			return false
		}
		answer = now
	}
	return answer != ""
}

var (
	nothing     = regexp.MustCompile(`^func \(\w+\) `) // a type whose methods do not even look at it
	method      = regexp.MustCompile(`^func\s*\(`)
	opensValue  = regexp.MustCompile(`[{(\[]\s*$`)
	plainAnswer = regexp.MustCompile(`^(true|false|True|False|-?\d+(\.\d+)?|"[^"]*"|'[^']*'|(frozenset|set|list|tuple|dict)\(\)|\[\]|\{\}?|\(\)|new (Map|Set)\(\)|[\w.\[\]*]*\]\w+\{\}?)(\s*,\s*nil)?$`)
)

func called(known []product.Example, name string) bool {
	re := regexp.MustCompile(`(^|[^\w])` + regexp.QuoteMeta(name) + `\(`)
	for _, e := range known {
		if re.MatchString(e.Code) && !strings.Contains(e.Code, "def "+name) && !strings.Contains(e.Code, "func "+name) {
			return true
		}
	}
	return false
}

// canned is the one answer of a function that is written out, and has several
// values, where each of its answers is written out or tells of a failure.
func canned(src *language.Source, fn language.Func) string {
	answer := ""
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		if !strings.HasPrefix(strings.TrimSpace(src.Code[n]), "return") && !strings.Contains(src.Code[n], "{ return") {
			continue
		}
		text, end := product.Statement(src, n)
		now, ok := product.Returned(strings.Join(strings.Fields(text), " "))
		n = max(n, end)
		switch {
		case !ok || product.Passes.MatchString(text):
		case !product.OnlyValue.MatchString(strings.TrimSuffix(strings.TrimSpace(now), ", nil")):
			return ""
		case len(product.Values(now)) > 1:
			if answer != "" {
				return ""
			}
			answer = now
		}
	}
	return answer
}

// foretold tells whether one test has all values of an answer, two at least that
// are no small ones or make a record.
func foretold(known []product.Example, answer string) bool {
	all := slices.DeleteFunc(product.Values(answer), product.Trivial)
	return len(all) > 1 && (slices.ContainsFunc(known, func(e product.Example) bool {
		return !slices.ContainsFunc(all, func(v string) bool { return !e.Values[v] })
	}) || !slices.ContainsFunc(all, func(v string) bool {
		return len(v) < 3 && !digitsOnly(v) || !slices.ContainsFunc(known, func(e product.Example) bool { return e.Values[v] })
	}))
}

func digitsOnly(v string) bool { return strings.Trim(v, "0123456789") == "" }

// expects tells whether a test has a value, no small one, that a body gives.
func expects(known []product.Example, body string) bool {
	return slices.ContainsFunc(product.Values(body), func(v string) bool {
		return len(v) > 2 && slices.ContainsFunc(known, func(e product.Example) bool { return e.Values[v] })
	})
}

// constantBody is what a function does when all it does is to answer with a
// value written out, or nothing.
func constantBody(src *language.Source, fn language.Func) (string, bool) {
	var body []string
	head := product.AfterParams(src, fn)
	for _, sep := range []string{"=> {", "=>{", "=>"} {
		if _, rest, ok := strings.Cut(head, sep); ok {
			if t := strings.Trim(strings.TrimSpace(rest), "{};"); t != "" && sep == "=>" {
				return t, product.OnlyValue.MatchString(t) && !fillsIn(fn, t)
			}
		}
	}
	if strings.HasSuffix(strings.TrimSpace(head), "}") {
		if _, rest, ok := strings.Cut(head, "{"); ok {
			body = append(body, strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "}")))
		}
	}
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		if t := strings.TrimSpace(src.Code[n]); t != "" && strings.Trim(t, "{}();,") != "" {
			body = append(body, t)
		}
	}
	if len(body) == 0 {
		return "", true
	}
	if len(body) > 3 {
		return "", false
	}
	text := strings.Join(body, " ")
	if product.Unwritten.MatchString(strings.ReplaceAll(text, "return NotImplemented", "return")) {
		return text, true
	}
	answer, ok := product.Returned(text)
	if !ok || strings.Count(text, "return") != 1 || !strings.HasPrefix(text, "return") {
		return text, false
	}
	return text, product.OnlyValue.MatchString(strings.TrimSpace(answer)) && !fillsIn(fn, answer)
}

// fillsIn tells whether a text of a script has a gap that a parameter of a function, or
// its object, fills.
func fillsIn(fn language.Func, text string) bool {
	return slices.ContainsFunc(product.Gap.FindAllString(text, -1), func(g string) bool {
		return regexp.HasWord(g, "this") || slices.ContainsFunc(fn.Params, func(p string) bool { return regexp.HasWord(g, p) })
	})
}

// admitted is a remark that code does not do the work it stands for.
var admitted = change.Pattern{
	In: change.Notes, Any: []string{"laceholder", "anned", "ummy", "retend", "mplement", "sane default", "ample data", "hardcoded", "hard-coded"},
	Re:  regexp.MustCompile(`(?i)\b(placeholder (value|result|answer|implementation|for now|until)|canned (answer|result|response|value)s?|dummy (value|result|data|implementation)|pretend (that|to)|not (yet )?implemented|in a real (implementation|system|world)|real implementation|assume (a )?sane default|sample data)\b`),
	Say: "it says of itself that it does not do the work.",
}

var sampleName = regexp.MustCompile(`\breturn\b.*\b(_?(?:SAMPLE|DUMMY|FAKE|PLACEHOLDER|CANNED|MOCK)\w*|(?:sample|dummy|fake|placeholder|canned|mock)(?:[A-Z_]\w*)?)\b`)

// sampled finds answers of the product that are samples by their own name, which
// came written out with them.
func sampled(s *change.Set, f *change.File) (out []change.Finding) {
	if !f.Is.May(sampleName) {
		return nil
	}
	for _, n := range f.Added() {
		m := sampleName.FindStringSubmatch(f.Is.Bare[n])
		if m == nil || s.Went(f.Is.Lines[n]) || s.Asked(m[1]) {
			continue
		}
		if slices.ContainsFunc(f.Added(), func(at int) bool {
			head := product.TableHead.FindStringSubmatch(f.Is.Bare[at])
			return head != nil && head[1] == m[1] && product.LiteralAt.MatchString(f.Is.Bare[at])
		}) {
			out = append(out, f.At(n, "it answers with a sample."))
		}
	}
	return out
}
