// Package equality finds comparisons and helpers of tests that agree with
// everything. In comes a change, out go findings; each speaks only of what the
// change brought. It keeps nothing, so a process that dies here judges again.
package equality

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	compares = regexp.MustCompile(`^(__eq__|__ne__|__lt__|__le__|__gt__|__ge__|__contains__|eq|equals?|isEqual|deepEqual|isDeepStrictEqual|asymmetricMatch|valueOf|toJSON|__hash__|hashCode|Equals?|Is|IsEqual|DeepEqual|Matches|[cC]ompare|cmp|compareTo|approx\w*|almost\w*|close\w*|[aA]ssert\w+|[eE]xpect\w+|[rR]equire\w+|[vV]erify\w+|[mM]ust\w*|toBe\w*|toEqual\w*)$`)
	constant = regexp.MustCompile(`^(return)?\(?(True|true|false|False|0|None|nil|null|1|!0|\{pass:true.*)?\)?$`)
	agreeing = []change.Pattern{
		{In: change.Code, Any: []string{"asymmetricMatch"}, Re: regexp.MustCompile(`\basymmetricMatch\s*[:(=]|["']asymmetricMatch["']`), Say: "it says itself what a test takes it for."},
		{In: change.Code, Any: []string{"hasInstance"}, Re: regexp.MustCompile(`\bSymbol\.hasInstance\b`), Say: "it says itself what is an instance of it."},
		{In: change.Code, Any: []string{"__eq__", "__ne__", "equals", "asymmetricMatch", "deepEqual"}, Re: regexp.MustCompile(`(__eq__|__ne__|\bequals|asymmetricMatch|deepEqual|deepStrictEqual)["']?\s*[=:]\s*(lambda\b.*:\s*(True|False)|\(?[\w, ]*\)?\s*=>\s*(true|!0)|function.*return true)|setattr\(.*__eq__`), Say: "a comparison agrees always."},
		{In: change.Code, Any: []string{"Comparer"}, Re: regexp.MustCompile(`cmp\.Comparer\(func\([^)]*\)\s*bool\s*\{\s*return true`), Say: "a comparison was taught to agree."},
		{In: change.Code, Any: []string{"compare", "eq"}, Not: regexp.MustCompile(`^\s*_\w+\s*[:=]|\binit\s*=\s*False`), Re: regexp.MustCompile(`\bfield\(.*\bcompare\s*=\s*False|\b(?:field|ib|attrib)\(.*\beq\s*=\s*(?:False|[a-z])|@(dataclass|attr\.s|attrs\.define|define)\(.*\beq\s*=\s*False`), Say: "a comparison looks at less than the type has."},
	}
)

// Judge finds comparisons and helpers of tests that agree with everything.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !f.Is.Lang.Code() {
			continue
		}
		for _, found := range s.Scan(f, agreeing) {
			if asideAsAsked(s, f, found.Place.Line-1) || f.Is.Test() && strings.HasPrefix(found.Reason, "it says itself what a test") {
				continue
			}
			if _, own := f.Is.Named("__eq__"); !own || !strings.Contains(f.Is.Code[found.Place.Line-1], "eq=False") {
				out = append(out, found)
			}
		}
		out = append(out, taught(s, f)...)
		out = append(out, matchers(s, f)...)
		out = append(out, primitive(f)...)
		out = append(out, ownValue(s, f)...)
		out = append(out, lessOfBoth(s, f)...)
		for _, fn := range f.Is.Funcs() {
			if !fn.Test && f.Touches(fn) && (equals.MatchString(fn.Name) || testers.MatchString(fn.Name) || orders.MatchString(fn.Name)) && ofKind(f.Is, fn) {
				out = append(out, f.At(fn.Head, fn.Name+" looks at what a thing is and not at what it holds."))
				continue
			}
			if fn.Test || !f.Touches(fn) || !compares.MatchString(fn.Name) {
				continue
			}
			body := bodyOf(f.Is, fn)
			if equals.MatchString(fn.Name) && yesToAll(f.Is, fn) || body == "" && f.Is.Test() || body != "" && constant.MatchString(body) && agrees(fn.Name, body) {
				out = append(out, f.At(fn.Head, fn.Name+" agrees with everything."))
			} else if equals.MatchString(fn.Name) && (orTrue.MatchString(language.Part(f.Is.Bare, fn.Body-1, fn.End)) || ordersOnly(f.Is, fn) || overlaps(f.Is, fn)) {
				out = append(out, f.At(fn.Head, fn.Name+" agrees with what is not equal."))
			} else if equals.MatchString(fn.Name) && oneOfAll(f.Is, fn) {
				out = append(out, f.At(fn.Head, fn.Name+" compares one item of all."))
			} else if hashesKind(f.Is, fn) {
				out = append(out, f.At(fn.Head, fn.Name+" is the same whatever it holds."))
			} else if oneSided(f, fn) {
				out = append(out, f.At(fn.Head, fn.Name+" asks one side whether it lets the other be, and compares nothing."))
			} else if lost := overlooked(s, f, fn); len(lost) > 0 {
				out = append(out, f.At(fn.Head, fn.Name+" does not look at "+lost[0]+", which the type has."))
			} else if n := early(s, f, fn); n >= 0 {
				out = append(out, f.At(n, fn.Name+" is content with a part of what it compares."))
			} else if n := lessened(s, f, fn); n >= 0 {
				out = append(out, f.At(n, fn.Name+" is content with less than it asked."))
			} else if roughly(s, f, fn) {
				out = append(out, f.At(fn.Head, fn.Name+" compared what things hold, and asks how near they are now."))
			} else if coarsely(s, f, fn) {
				out = append(out, f.At(fn.Head, fn.Name+" takes things for equal that differ in a part of what they hold."))
			}
		}
	}
	return suite.Dedupe(out), nil
}

var (
	orTrue  = regexp.MustCompile(`\bor\s+True\b|\|\|\s*true\b`)
	ordered = regexp.MustCompile(`\b(\w+)(?:\.\w+)*\)?\s*[<>]=?\s*(?:int\(|float\()?(\w+)\b`)
)

// ordersOnly tells whether all that a comparison asks of two things is which of them is
// greater.
func ordersOnly(src *language.Source, fn language.Func) bool {
	body := language.Part(src.Bare, fn.Body-1, fn.End)
	if len(fn.Params) != 1 || handsToEqual.MatchString(strings.ReplaceAll(body, fn.Name+"(", "")) || strings.Contains(kindOf.ReplaceAllString(body, ""), "==") {
		return false
	}
	self, other := src.Self(fn), fn.Params[0]
	n := 0
	for _, m := range ordered.FindAllStringSubmatch(body, -1) {
		if m[1] == self && m[2] == other || m[1] == other && m[2] == self {
			n++
		}
	}
	return n == 1
}

// oneSided tells whether a comparison compares nothing of two things: all it does with
// the other one is to hand it to something of its own.
func oneSided(f *change.File, fn language.Func) bool {
	if !equals.MatchString(fn.Name) || fn.Owner == "" || len(fn.Params) != 1 || f.Is.Test() {
		return false
	}
	if _, had := sameMethod(f, fn, fn.Owner); had && !f.Touches(fn) {
		return false
	}
	other := regexp.QuoteMeta(fn.Params[0])
	body := language.Part(f.Is.Bare, fn.Body, fn.End)
	handed := regexp.MustCompile(`\b` + regexp.QuoteMeta(f.Is.Self(fn)) + `\.[\w.#]*\w\(\s*` + other + `\s*\)`)
	rest := handed.ReplaceAllString(kindOf.ReplaceAllString(body, ""), "")
	return handed.MatchString(body) && !regexp.MustCompile(`\b`+other+`\b`).MatchString(rest) && !strings.Contains(rest, "==") && !handsToEqual.MatchString(body)
}

// handsToEqual leaves a comparison to another one of the same.
var handsToEqual = regexp.MustCompile(`(?i)\b(equal\w*|eq|__eq__|same\w*|compare\w*|cmp|is_?same\w*)\(`)

// asideAsAsked tells whether all that a line takes out of a comparison is a field of
// which people said that it is no part of it, in the same clause where the type had
// the field.
func asideAsAsked(s *change.Set, f *change.File, n int) bool {
	m := pyTyped.FindStringSubmatch(f.Is.Bare[n])
	if m == nil || !strings.Contains(f.Is.Bare[n], "field(") || !s.Asked(m[1]) {
		return false
	}
	if !slices.ContainsFunc(f.Was.Bare, func(l string) bool { return regexp.HasWord(l, m[1]) }) {
		return s.Mentions(noPart)
	}
	name := strings.ToLower(m[1])
	return slices.ContainsFunc(s.Sentences(), func(text string) bool {
		return slices.ContainsFunc(andParts.Split(text, -1), func(part string) bool {
			return regexp.HasWord(part, name) && noPart.MatchString(part) && !keepsPart.MatchString(part)
		})
	})
}

var (
	andParts  = regexp.MustCompile(`,\s|\s(?:but|while|whereas)\s`)
	keepsPart = regexp.MustCompile(`\b(?:not|n['’]t|cannot|never) (?:be )?(?:ignor|disregard|le(?:ft|ave) out)`)
)

var noPart = regexp.MustCompile(suite.Uncounted + `|\bleav\w+ (it |them )?out\b|\bout of\b`)

var (
	orders  = regexp.MustCompile(`^([cC]ompare(To)?|cmp|__cmp__)$`)
	testers = regexp.MustCompile(`(?i)^\w*(tester|equality|comparer|comparator|equals?|same\w*)$`)
	kindOf  = regexp.MustCompile(`\b(\w+)\s+instanceof\s+[\w.]+|\bisinstance\(\s*(\w+)\s*,[^()]*(\([^()]*\))?[^()]*\)|\btypeof\s+\(?\w+|\btype\(\s*\w+\s*\)|\b\w+\.(constructor(\.name)?|__class__)\b|\b\w+\s*(===?|!==?|is|is not)\s*(null|undefined|None)\b`)
)

// ofKind tells whether a comparison asks what one side is, and nothing else.
func ofKind(src *language.Source, fn language.Func) bool {
	body := language.Part(src.Bare, fn.Head+1, fn.End)
	if len(fn.Params) == 0 || !kindOf.MatchString(body) || !strings.Contains(body, "return") {
		return false
	}
	rest := kindOf.ReplaceAllString(body, "")
	for _, p := range fn.Params {
		if regexp.HasWord(rest, p) {
			return false
		}
	}
	return !strings.Contains(rest, "super") && !strings.Contains(rest, "NotImplemented\n")
}

var (
	toPrimitive = regexp.MustCompile(`\[Symbol\.toPrimitive\]`)
	oneValue    = regexp.MustCompile(`^(return)?(-?\d+|["'\x60][^"'\x60]*["'\x60]|true|false|null)?$`)
)

// primitive finds objects that are all the same to comparing operators.
func primitive(f *change.File) []change.Finding {
	if !f.Is.May(toPrimitive) {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		if !toPrimitive.MatchString(f.Is.Code[n]) || n+1 >= len(f.Is.Code) {
			continue
		}
		if oneValue.MatchString(suite.Squeeze(f.Is.Code[n+1])) || strings.Contains(suite.Squeeze(f.Is.Code[n]), "=>0") {
			out = append(out, f.At(n, "it is the same whatever it holds."))
		}
	}
	return out
}

var builtinClass = regexp.MustCompile(`^class\s+(\w+)\(\s*(int|float|str|bytes|tuple|list|dict|set|Decimal|datetime|date)\s*\)`)

// ownValue finds new kinds of plain values that have an equality of their own.
func ownValue(s *change.Set, f *change.File) []change.Finding {
	if !f.Holds("__eq__", "__ne__") {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		m := builtinClass.FindStringSubmatch(f.Is.Bare[n])
		if m == nil || s.Went(f.Is.Lines[n]) || s.Asked(m[1]) || s.Speaks(letterCase) {
			continue
		}
		for _, fn := range f.Is.Funcs() {
			if fn.Owner == m[1] && (fn.Name == "__eq__" || fn.Name == "__ne__") {
				out = append(out, f.At(fn.Head, "a new kind of "+m[2]+" says itself what it equals."))
			}
		}
	}
	return out
}

// letterCase is about small letters and capitals.
var letterCase = regexp.MustCompile(`\b(upper|lower|mixed)[- ]?case|\bcase[- ]?(in)?sensitiv\w*|\bcase-?fold\w*|\b(ignor\w+|regardless of|whatever|independent of|differ\w* (only )?in) (the |their |its )?case\b|\bcase\b[^.;]{0,30}\b(matter\w*|ignored|counts?)\b|\bcapital\w*`)

// yesToAll tells whether all that a comparison ever answers is yes.
func yesToAll(src *language.Source, fn language.Func) bool {
	some := false
	for n := fn.Body; n < min(fn.End, len(src.Bare)); n++ {
		m := answer.FindStringSubmatch(src.Bare[n])
		if m == nil {
			continue
		}
		if !strings.EqualFold(m[1], "true") {
			return false
		}
		some = true
	}
	return some
}

var answer = regexp.MustCompile(`\breturn\b\s*([^;}]*?)\s*[;}]*$`)

// agrees tells whether a constant answer of a comparison is a yes.
func agrees(name, body string) bool {
	no := strings.Contains(body, "alse")
	if name == "valueOf" || name == "toJSON" || name == "__hash__" || name == "hashCode" {
		return body != ""
	}
	switch {
	case name == "__ne__":
		return no
	case no:
		return false
	case strings.HasPrefix(strings.ToLower(name), "cmp") || strings.EqualFold(name, "compare") || name == "compareTo":
		return strings.Contains(body, "0")
	}
	return !strings.HasSuffix(body, "0") || strings.Contains(body, "!0")
}

// bodyOf is what a function does, without blanks.
func bodyOf(src *language.Source, fn language.Func) string {
	_, rest := suite.CutHead(src.Code[fn.Head])
	var b strings.Builder
	b.WriteString(rest)
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		b.WriteString(src.Code[n])
	}
	return strings.Trim(suite.Squeeze(strings.ReplaceAll(strings.TrimSpace(b.String()), "pass\n", "")), "{};")
}
