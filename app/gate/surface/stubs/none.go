package stubs

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// findsNone tells whether a function answers with a record in which a collection that
// people asked for is always empty: nothing of its file puts anything into it.
func findsNone(s *change.Set, src *language.Source, fn language.Func) bool {
	var empty, left []string
	for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
		if !strings.HasPrefix(strings.TrimSpace(src.Code[n]), "return") {
			continue
		}
		text, end := product.Statement(src, n)
		if n = max(n, end); !makesRecord.MatchString(text) {
			continue
		}
		for _, m := range emptyPart.FindAllStringSubmatch(text, -1) {
			empty = append(empty, m[1])
		}
		if m := keyedRecord.FindStringSubmatch(strings.Join(strings.Fields(text), " ")); m != nil {
			for _, part := range collectionsOf(src, m[1]) {
				switch {
				case regexp.HasWord(m[2], part):
				case s.Asked(m[1]) && s.Speaks(toList):
					left = append(left, part)
				default:
					empty = append(empty, part)
				}
			}
		}
	}
	return slices.ContainsFunc(empty, func(part string) bool { return askedPart(s, part) && !fillsPart(src, part) }) ||
		slices.ContainsFunc(left, func(part string) bool { return !fillsPart(src, part) })
}

// toList asks for several things to be told.
var toList = regexp.MustCompile(`\b(lists?|collects?|names? (all|each|every)|reports? (all|each|every|those|which)|tells? which)\b`)

// askedPart tells whether people named a part of a record, one or several of it.
func askedPart(s *change.Set, part string) bool {
	return len(part) > 3 && (s.Asked(part) || s.Asked(part+"s") || s.Asked(strings.TrimSuffix(part, "s")))
}

// collectionsOf are the parts of a type of a file that hold several things.
func collectionsOf(src *language.Source, name string) (out []string) {
	head := regexp.MustCompile(`^\s*(?:type\s+` + name + `\s+struct\b|(?:export\s+)?(?:class|interface|type)\s+` + name + `\b)`)
	at := slices.IndexFunc(src.Bare, head.MatchString)
	for n := at + 1; at >= 0 && n < len(src.Bare); n++ {
		text := src.Bare[n]
		if t := strings.TrimSpace(text); t != "" && len(text)-len(strings.TrimLeft(text, " \t")) == 0 {
			break
		}
		if m := severalOf.FindStringSubmatch(text); m != nil {
			out = append(out, m[1])
		}
	}
	return out
}

// fillsPart tells whether a function of a file gives a part of something a value that
// is not empty, or adds to it.
func fillsPart(src *language.Source, part string) bool {
	fill := regexp.MustCompile(`\b` + part + `\b["']?\s*(?::|:?=|\+=)\s*(.*)|\b` + part + `\.(?:append|push|add|extend|insert|set|update|unshift)\(|\b` + part + `\[[^\]]*\]\s*=|[{,(]\s*` + part + `\s*[,})]`)
	for n, text := range src.Bare {
		fn, in := src.Around(n)
		if !in || n == fn.Head {
			continue
		}
		if m := fill.FindStringSubmatch(text); m != nil && (m[1] == "" || !emptyValue.MatchString(m[1])) {
			return true
		}
	}
	return false
}

var (
	makesRecord = regexp.MustCompile(`^\s*return\s*\(?\s*&?[\w.]*\s*[({]`)
	keyedRecord = regexp.MustCompile(`^\s*return\s*\(?\s*&?([A-Z]\w*)\s*[({]\s*(\w+\s*[=:][^=].*)$`)
	emptyPart   = regexp.MustCompile(`\b(\w+)["']?\s*[=:]\s*(?:\[\]|\{\}|\(\)|list\(\)|dict\(\)|set\(\)|tuple\(\)|nil|new (?:Map|Set|Array)\(\)|\[\]\w+\{\})\s*[,)}]`)
	emptyValue  = regexp.MustCompile(`^(?:\[\]|\{\}|\(\)|list\(\)|dict\(\)|set\(\)|tuple\(\)|nil|null|None|new (?:Map|Set|Array)\(\)|\[\]\w+\{\})\s*[,)};]*\s*(?:nil)?\s*$`)
	severalOf   = regexp.MustCompile(`^\s+(?:readonly\s+)?(\w+)\??\s*:?\s*(?:\[\]\w|map\[|(?:list|List|dict|Dict|set|tuple|Sequence|Array|Map|Set|ReadonlyArray)\b|[\w.<>]+\[\])`)
)
