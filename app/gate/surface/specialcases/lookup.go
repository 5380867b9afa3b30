package specialcases

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	asksTable = regexp.MustCompile(`\b([A-Za-z_][\w.]*)(?:\[|\.get\(|\.has\(|\.includes\(|\.contains\()(.+)|(?:^|[\s(!])((?:\([^()]*\)|[\w.]+\([^()]*\)|[\w.]+))\s+(?:not\s+)?in\s+([A-Za-z_][\w.]*)\b|\b(?:switch|match)\s*\(?\s*(.+?)\)?\s*[{:]\s*$|slices\.Contains\(\s*(\w+)\s*,\s*(.+)\)`)
	writtenIn = regexp.MustCompile(`(?:JSON\.parse|json\.loads?|yaml\.\w+|tomllib\.loads?|csv\.\w+|pickle\.loads?|embed|require\(\s*["'][^"']*\.json|readFileSync|read_text|open\(|Unmarshal)`)
	// identity are the functions that tell one input from every other one.
	identity = regexp.MustCompile(`\b(toordinal|isoformat|timestamp|getTime|toISOString|toJSON|strftime|hash|hashCode|repr|dumps|stringify|hexdigest|md5\w*|sha\d+\w*|Sum\d*|crc32|adler32|digest|checksum|fingerprint|createHash|tobytes|Unix|UnixNano|UnixMilli|valueOf)\b`)
	// composed is a key made of several values.
	composed = regexp.MustCompile(`\$\{[^}]*\}.*\$\{|^f["'].*\{[^}]*\}.*\{|Sprintf\(.*%.*%|\+\s*["'\x60][^"'\x60]*["'\x60]\s*\+`)
	caseOf   = regexp.MustCompile(`^\s*case\s+.*["'\d]`)
)

// lookups finds functions that look the whole of what they are given up in a
// table that is written out, before or instead of any work. A table of a part
// of it, or one that the code itself fills, is no finding.
func lookups(s *change.Set, f *change.File) []change.Finding {
	tables := broughtIn(s, f)
	for _, n := range f.Added() {
		m := product.TableHead.FindStringSubmatch(f.Is.Bare[n])
		if m == nil || s.Went(f.Is.Lines[n]) {
			continue
		}
		text, _ := product.Statement(f.Is, n)
		if writtenIn.MatchString(text) || product.LiteralAt.MatchString(f.Is.Bare[n]) && strings.ContainsAny(text, "\"'`0123456789") {
			tables[m[1]] = true
		}
	}
	var out []change.Finding
	for _, fn := range f.Is.Funcs() {
		if len(fn.Params) == 0 || !f.Touches(fn) {
			continue
		}
		for n := fn.Head; n < min(fn.End, len(f.Is.Bare)); n++ {
			if !f.IsAdded(n) || s.Went(f.Is.Lines[n]) {
				continue
			}
			for _, m := range asksTable.FindAllStringSubmatch(f.Is.Code[n], -1) {
				name, key := m[1]+m[4]+m[6], m[2]+m[3]+m[5]+m[7]
				key = bracketed(key)
				if m[5] != "" {
					if n+1 >= len(f.Is.Code) || !caseOf.MatchString(f.Is.Code[n+1]) {
						continue
					}
				} else if !tables[name] || fills(f.Is, name) {
					continue
				}
				if tellsApart(f.Is, fn, n, key) || slices.Contains(fn.Params, strings.Trim(key, " :()[]")) && worksOut(f, n) && inputsOfTests(s, f, name) {
					out = append(out, f.At(n, "it looks up the answer to all that it is given."))
				}
			}
		}
	}
	return out
}

// broughtIn are the tables that a file takes in by name from new ones of the change.
func broughtIn(s *change.Set, f *change.File) map[string]bool {
	out := map[string]bool{}
	tables := tablesOfNew(s)
	if len(tables) == 0 {
		return out
	}
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		if !takesIn.MatchString(text) {
			continue
		}
		words := codeWord.FindAllString(text, -1)
		for _, stem := range words {
			for _, name := range tables[stem] {
				out[name] = out[name] || slices.Contains(words, name)
			}
		}
	}
	return out
}

// tablesOfNew are the names of the tables that new files of the product have, by the names
// of these files without their endings.
func tablesOfNew(s *change.Set) map[string][]string {
	return change.Memo(s, "tables of new files", func() map[string][]string {
		out := map[string][]string{}
		for _, o := range s.Files {
			if o.From != "" || o.New == "" || !o.Product() {
				continue
			}
			stem := strings.TrimSuffix(o.Base(), path.Ext(o.Path))
			for _, l := range o.Is.Bare {
				if m := product.TableHead.FindStringSubmatch(l); m != nil && product.LiteralAt.MatchString(l) {
					out[stem] = append(out[stem], m[1])
				}
			}
		}
		return out
	})
}

var takesIn = regexp.MustCompile(`^\s*(import|from)\b|\brequire\(`)

// bracketed is a key up to the bracket that closes it.
func bracketed(key string) string {
	depth := 0
	for n := range len(key) {
		switch key[n] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth < 0 {
				return key[:n]
			}
		}
	}
	return key
}

// fills tells whether code puts something into a table.
func fills(src *language.Source, name string) bool {
	put := regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `(\[[^\]]*\]\s*(=[^=]|\+=|\|\|=|\?\?=)|\.(set|add|append|push|update|setdefault|store|put|insert)\()`)
	return slices.ContainsFunc(src.Bare, put.MatchString)
}

// tellsApart tells whether a key is made of all parameters of a function, two
// at least, or names one input for itself.
func tellsApart(src *language.Source, fn language.Func, at int, key string) bool {
	if plain := strings.Trim(key, " ()[]{},;:"); product.IsName(plain) && !slices.Contains(fn.Params, plain) {
		made := regexp.MustCompile(`\b` + plain + `\s*(?::[^=]+)?:?=\s*(.+)`)
		for n := fn.Body; n < at; n++ {
			if m := made.FindStringSubmatch(src.Code[n]); m != nil {
				key = m[1]
			}
		}
	}
	if tupled.MatchString(key) || composed.MatchString(key) { // values that may have names
		key += derived(src, fn, at, key)
	}
	used, own := 0, 0
	for _, p := range fn.Params {
		if product.Formal.MatchString(p) {
			continue
		}
		own++
		if regexp.HasWord(key, p) {
			used++
		}
	}
	return own > 0 && used == own && (own > 1 || identity.MatchString(key) || composed.MatchString(key) || byLength.MatchString(key))
}

// derived is what the names of a key were made of in a function.
func derived(src *language.Source, fn language.Func, at int, key string) string {
	from := ""
	for n := fn.Body; n < at; n++ {
		if m := heldIn.FindStringSubmatch(src.Code[n]); m != nil && regexp.HasWord(key, m[1]) {
			from += " " + m[2]
		}
	}
	return from
}

var (
	tupled = regexp.MustCompile(`^\s*([\w.]+|\[\d+\]\w+)?[({\[].*,`)
	heldIn = regexp.MustCompile(`^\s*(?:const|let|var)?\s*(\w+)\s*(?::[^=]+)?:?=\s*([^=].*)`)
)

// byLength is a key that tells inputs apart by their length.
var byLength = regexp.MustCompile(`^\s*(len\(\s*\w+\s*\)|\w+\.(length|size))\s*$`)

// How much of a new file of data the tests expect before it counts as their
// answers.
const (
	fewAnswers = 3
	answered   = 0.6
	maxData    = 64 << 10
)

// keptAnswers finds new files of data that hold what tests expect and hardly
// anything else.
func keptAnswers(s *change.Set) []change.Finding {
	var out []change.Finding
	for _, f := range s.Files {
		if f.From != "" || f.New == "" || f.Is.Test() || f.Size > maxData || !slices.Contains([]string{".json", ".csv", ".yaml", ".yml", ".txt", ".tsv"}, path.Ext(f.Path)) {
			continue
		}
		all, hits := 0, 0
		for _, v := range dataValues.FindAllStringSubmatch(f.Is.Text, -1) {
			if value := v[1] + v[2]; len(value) >= 3 {
				all++
				if change.Memo(s, "expected", func() map[string]bool { return testValues(s) })[value] || numbered(s, value) {
					hits++
				}
			}
		}
		if hits >= fewAnswers && float64(hits) >= answered*float64(all) {
			out = append(out, f.Whole("it holds the answers that the tests expect."))
		} else {
			out = append(out, leaked(s, f)...)
		}
	}
	return out
}

// inputsOfTests tells whether a table is read out of a new file of data, whose keys are
// values of the tests that people did not speak of.
func inputsOfTests(s *change.Set, f *change.File, table string) bool {
	for _, n := range f.Added() {
		m := product.TableHead.FindStringSubmatch(f.Is.Bare[n])
		if m == nil || m[1] != table {
			continue
		}
		text, _ := product.Statement(f.Is, n)
		for _, o := range s.Files {
			if o.From != "" || o.New == "" || o.Is.Lang.Code() || !strings.Contains(text, o.Base()) {
				continue
			}
			all, hits := 0, 0
			for _, k := range dataKeys.FindAllStringSubmatch(o.Is.Text, -1) {
				if all++; len(k[1]) >= 3 && !s.Said(k[1]) && change.Memo(s, "expected", func() map[string]bool { return testValues(s) })[k[1]] {
					hits++
				}
			}
			if hits >= fewAnswers && float64(hits) >= answered*float64(all) {
				return true
			}
		}
	}
	return false
}

var dataKeys = regexp.MustCompile(`(?m)^\s*[{,]?\s*"((?:[^"\\\n]|\\.)+)"\s*:`)

// numbered tells whether a value is put together of several numbers that stand in a
// test one after the other, as those of a day do.
func numbered(s *change.Set, value string) bool {
	all := numbersIn(value)
	return strings.Count(all, " ") > fewAtoms && strings.Contains(change.Memo(s, "numbers of tests", func() string {
		var b strings.Builder
		for _, t := range product.TestsOfChange(s) {
			b.WriteString(numbersIn(strings.Join(t.Code, "\n")))
		}
		return b.String()
	}), all)
}

// numbersIn are the numbers of a text with a blank around each.
func numbersIn(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, d := range strings.FieldsFunc(text, func(c rune) bool { return c < '0' || c > '9' }) {
		b.WriteString(strings.TrimLeft(d, "0") + " ")
	}
	return b.String()
}

// testValues are the values of all tests that may speak of the change.
func testValues(s *change.Set) map[string]bool {
	out := map[string]bool{}
	for _, t := range product.TestsOfChange(s) {
		maps.Copy(out, valuesIn(t))
	}
	return out
}

var dataValues = regexp.MustCompile(`(?m):\s*"((?:[^"\\\n]|\\.)*)"|(?:^|[,;:\t])\s*([^,;:\t"\n]+?)\s*$`)
