package equality

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	equals  = regexp.MustCompile(`^(__eq__|eq|equals?|isEqual|Equals?|IsEqual)$`)
	member  = regexp.MustCompile(`\b([A-Za-z_]\w*)\.(#?[A-Za-z_]\w*)`)
	goField = regexp.MustCompile(`^\s*([A-Za-z_]\w*(?:\s*,\s*\w+)*)\s+[\w.*\[\]{}]`)
	pyAttr  = regexp.MustCompile(`^\s+self\.([a-z]\w*)\s*(?::[^=]+)?=[^=]`)
	pyTyped = regexp.MustCompile(`^\s+([a-z]\w*)\s*:\s*[^=]+`)
	jsAttr  = regexp.MustCompile(`\bthis\.([A-Za-z]\w*)\s*=[^=]`)
	jsField = regexp.MustCompile(`^\s*(?:public\s+|readonly\s+|declare\s+)*([A-Za-z]\w*)[!?]?\s*(?::\s*[^=(]+)?(?:=[^>].*)?;\s*$`)
	jsParam = regexp.MustCompile(`\b(?:public|readonly)\s+(?:readonly\s+)?([A-Za-z]\w*)\s*[?:]`)
	aside   = regexp.MustCompile(`(?i)cache|memo|lock|^mu$|mutex|once|log|lazy|dirty|loaded|repr$`)
)

// overlooked are the fields of a type that its comparison does not look at,
// and that the comparison of the base, if there was one, looked at too.
func overlooked(s *change.Set, f *change.File, fn language.Func) []string {
	if !equals.MatchString(fn.Name) {
		return nil
	}
	name, self := fn.Owner, f.Is.Self(fn)
	if name == "" || !strings.Contains(f.Was.Text, name) && f.From != "" || f.From == "" && !f.Is.Test() {
		return nil // the type is new
	}
	body := language.Part(f.Is.Bare, fn.Head, fn.End)
	if wholly.MatchString(body) {
		return nil
	}
	body = lossy.ReplaceAllString(body+methods(f.Is, name, body), "")
	seen := map[string]bool{}
	for _, m := range member.FindAllStringSubmatch(body, -1) {
		if seen[m[2]] = true; strings.HasPrefix(m[2], "_") || strings.HasPrefix(m[2], "#") {
			return nil // what was derived from the fields is compared
		}
	}
	identity := asksIdentity(s, seen)
	return slices.DeleteFunc(unseen(s, f, fn, name, self, seen), func(field string) bool {
		return suite.UncountedBy(s, field) || identity && !asksIdentity(s, map[string]bool{field: true}) || workedOut(f.Is, name, field, seen)
	})
}

// workedOut tells whether a type works one of some fields out of the whole of another
// one, or of what that is made of: to look at the one is to look at the other.
func workedOut(src *language.Source, name, field string, seen map[string]bool) bool {
	sources := []string{field}
	give := func(to string) (out []string) {
		for n, l := range src.Bare {
			if m := givesField.FindStringSubmatch(l); m != nil && m[1] == to {
				if fn, in := src.Around(n); in && fn.Owner == name {
					out = append(out, m[2])
				}
			}
			if strings.Contains(l, name+"{") {
				for _, m := range inLiteral.FindAllStringSubmatch(l, -1) {
					if m[1] == to {
						out = append(out, m[2])
					}
				}
			}
		}
		return out
	}
	for _, of := range give(field) {
		if of = strings.Trim(of, " ;"); isWord.MatchString(of) {
			sources = append(sources, of)
		}
	}
	for other := range seen {
		for _, of := range give(other) {
			if of = lossy.ReplaceAllString(of, ""); partial.MatchString(of) {
				continue
			}
			if slices.ContainsFunc(sources, func(from string) bool { return regexp.HasWord(of, from) }) {
				return true
			}
		}
	}
	return false
}

var (
	givesField = regexp.MustCompile(`^\s*(?:self|this|\w)\.(\w+)\s*(?::[^=]+)?=\s*([^=].*)$`)
	inLiteral  = regexp.MustCompile(`\b(\w+):\s*([\w.]+(?:\([^()]*\))?)`)
	isWord     = regexp.MustCompile(`^\w+$`)
	// partial is what takes a part of something.
	partial = regexp.MustCompile(`\[\s*-?\d*\s*:?\s*-?\d*\s*\]|\b(len|bool|type|Boolean|min|max|any|all|hash)\(|\.(length|size|slice|substring|substr|at|charAt|pop|shift|partition|rpartition|startswith|startsWith|endswith|endsWith|includes|find|index|indexOf|lower|upper|toLowerCase|toUpperCase|casefold)\b`)
)

// unseen are the fields that the comparison of the base looked at, or all of
// the type where it looked at them all or was none, and that none looks at now.
func unseen(s *change.Set, f *change.File, fn language.Func, name, self string, seen map[string]bool) []string {
	if was, had := sameMethod(f, fn, name); had {
		old := language.Part(f.Was.Bare, was.Head, was.End)
		if wholly.MatchString(old) {
			return slices.DeleteFunc(fieldsOf(s, f.Is, name), func(field string) bool { return seen[field] || aside.MatchString(field) })
		}
		var lost []string
		for _, m := range member.FindAllStringSubmatch(old, -1) {
			if m[1] == self && !seen[m[2]] {
				lost = append(lost, m[2])
			}
		}
		return lost
	}
	return slices.DeleteFunc(fieldsOf(s, f.Is, name), func(field string) bool { return seen[field] || aside.MatchString(field) })
}

// methods are the bodies of the methods of a type that code calls.
func methods(src *language.Source, name, code string) string {
	var b strings.Builder
	for _, fn := range src.Funcs() {
		if fn.Owner == name && !equals.MatchString(fn.Name) && strings.Contains(code, "."+fn.Name) {
			b.WriteString("\n" + language.Part(src.Bare, fn.Head, fn.End))
		}
	}
	return b.String()
}

// lossy is what asks of a field whether it is there, how large it is or of
// which kind, and not what it holds.
var lossy = regexp.MustCompile(`\b\w+\.\w+\.(IsZero|isEmpty|is_empty|IsEmpty)\(\)|\b(len|bool|type|Boolean|id)\(\s*\w+\.\w+\s*\)|!!\s*\w+\.\w+|\btypeof\s+\w+\.\w+|\b\w+\.\w+\.(length|size|constructor)\b|\(\s*\w+\.\w+\s*(===?|!==?|is not|is)\s*(nil|null|undefined|None)\s*\)`)

// asksIdentity tells whether people asked for a comparison by the very fields
// that it looks at.
func asksIdentity(s *change.Set, seen map[string]bool) bool {
	return len(seen) > 0 && slices.ContainsFunc(s.Sentences(), func(text string) bool {
		for field := range seen {
			if !strings.Contains(text, strings.ToLower(field)) {
				return false
			}
		}
		return alikeBy.MatchString(text)
	})
}

// alikeBy says when two things are the same, not that they share something.
var alikeBy = regexp.MustCompile(`\b(equal\w*|identical|identity|identif\w+|compar\w+|interchangeable)\b|\b(is|are|be|as|count) (considered |treated as |one and )?(the )?same\b|\bsame (if|when|by)\b`)

// wholly is a comparison of everything at once, or one that is handed on.
var wholly = regexp.MustCompile(`__dict__|\bvars\(|astuple\(|asdict\(|DeepEqual\(|super\(\)|JSON\.stringify\(|Object\.(keys|entries)\(|\.toJSON\(\)|\.key\(\)|_key\(\)|cmp\.Equal|(?m)return\s+\*?\w+\s*===?\s*\*?\w+\s*;?\s*\}?$|\bfields\(|\bself\.\w+\(\)\s*==`)

func sameMethod(f *change.File, fn language.Func, name string) (language.Func, bool) {
	for _, was := range f.Was.Funcs() {
		if was.Name == fn.Name && was.Owner == name {
			return was, true
		}
	}
	return language.Func{}, false
}

// fieldsOf are the public fields of a type of the file, or of another one
// beside it.
func fieldsOf(s *change.Set, src *language.Source, name string) []string {
	if out := declared(src, name); len(out) > 0 || src.Lang.Name != "Go" {
		return out
	}
	for _, p := range suite.Siblings(s, src.Path) {
		if text, err := fs.ReadFile(s.Candidate, p); err == nil && strings.Contains(string(text), "type "+name) {
			return declared(language.Read(p, string(text)), name)
		}
	}
	return nil
}

func declared(src *language.Source, name string) []string {
	head := regexp.MustCompile(`^\s*(?:type\s+` + name + `\s+struct\b|(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s+` + name + `\b)`)
	at := slices.IndexFunc(src.Bare, head.MatchString)
	if at < 0 {
		return nil
	}
	var out []string
	add := func(list string) {
		for f := range strings.SplitSeq(list, ",") {
			if f = strings.TrimSpace(f); f != "" && !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	top := suite.Indent(src.Lines[at])
	inner := -1
	for n := at + 1; n < len(src.Bare); n++ {
		text := src.Bare[n]
		if t := strings.TrimSpace(text); t == "" {
			continue
		} else if suite.Indent(text) <= top {
			break
		}
		if inner < 0 {
			inner = suite.Indent(text)
		}
		direct := suite.Indent(text) == inner
		var m []string
		switch src.Lang.Name {
		case "Go":
			m = goField.FindStringSubmatch(text)
		case "Python":
			if m = pyAttr.FindStringSubmatch(text); m == nil && direct {
				m = pyTyped.FindStringSubmatch(text)
			}
		case "JavaScript":
			if m = jsAttr.FindStringSubmatch(text); m == nil && direct {
				m = jsField.FindStringSubmatch(text)
			}
			for _, p := range jsParam.FindAllStringSubmatch(text, -1) {
				add(p[1])
			}
		}
		if m != nil {
			add(m[1])
		}
	}
	if src.Lang.Name == "Go" && slices.ContainsFunc(out, exported) {
		out = slices.DeleteFunc(out, func(f string) bool { return !exported(f) })
	}
	return out
}

func exported(name string) bool { return name[0] >= 'A' && name[0] <= 'Z' }

// withMethods is the code of a method, and of those of its type and the functions
// beside it that it calls.
func withMethods(src *language.Source, fn language.Func, name string) string {
	body := language.Part(src.Bare, fn.Head, fn.End)
	for _, by := range src.Funcs() {
		if by.Owner == name && by.Start != fn.Start && strings.Contains(body, "."+by.Name+"(") {
			body += language.Part(src.Bare, by.Head, by.End)
		} else if by.Owner == "" && !by.Test && regexp.HasWord(body, by.Name) && len(by.Params) > 0 {
			body += language.Part(src.Bare, by.Body-1, by.End)
		}
	}
	return body
}
