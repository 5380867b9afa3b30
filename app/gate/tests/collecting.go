package tests

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How many files of a tree are looked at for tests.
const maxCollected = 20_000

var (
	collects  = regexp.MustCompile(`(?i)^(testMatch|testRegex|testpaths|python_files|roots|spec|testDir|testFiles|include|files|test\.include)$`)
	leavesOut = regexp.MustCompile(`(?i)^(exclude|ignore)$`)
	placeKey  = regexp.MustCompile(`(?i)(?:^|[\s{,])["']?(testMatch|testRegex|testpaths|python_files|roots|spec|testDir|testFiles|include|files|exclude|ignore|test\.include)["']?\s*[=:]\s*(.*)$`)
)

// listing is what a key of a configuration says, and where.
type listing struct {
	key    string
	line   int
	values []string
}

func listings(src *language.Source) []listing {
	var out []listing
	for n := 0; n < len(src.Code); n++ {
		m := placeKey.FindStringSubmatch(src.Code[n])
		if m == nil || ofNoTests(src, n) {
			continue
		}
		l := listing{key: strings.ToLower(m[1]), line: n}
		rest, end := m[2], n
		if strings.ContainsAny(rest, "[{(") {
			rest, end = whole(src, n, len(src.Code))
			_, rest, _ = strings.Cut(rest, m[1])
			rest = strings.TrimLeft(rest, "\"' ")
		}
		for next := end + 1; next < len(src.Code) && end == n && !strings.ContainsAny(m[2], "[\"'"); next++ { // lists of INI and YAML
			t := strings.TrimSpace(src.Code[next])
			if t == "" || indent(src.Code[next]) <= indent(src.Code[n]) || placeKey.MatchString(src.Code[next]) {
				break
			}
			rest += "\n" + strings.TrimPrefix(t, "- ")
		}
		if l.values = quotedIn(rest); len(l.values) == 0 {
			l.values = strings.Fields(strings.Trim(rest, "[], "))
		}
		out = append(out, l)
	}
	return out
}

// ofNoTests tells whether a key belongs to a part of a configuration that is about
// something else than which tests there are, as what is measured.
func ofNoTests(src *language.Source, n int) bool {
	if otherPart.MatchString(src.Code[n]) {
		return true
	}
	depth := indent(src.Code[n])
	for up := n - 1; up >= 0 && depth > 0; up-- {
		if text := src.Code[up]; strings.TrimSpace(text) != "" && indent(text) < depth {
			if depth = indent(text); otherPart.MatchString(text) {
				return true
			}
		}
	}
	return false
}

var otherPart = regexp.MustCompile(`(?:^|[\s{,])["']?(?:benchmark|coverage|typecheck|optimizeDeps|deps|build|resolve|collectCoverageFrom)["']?\s*:\s*\{`)

func quotedIn(text string) []string {
	var out []string
	for _, l := range language.Literals(text) {
		if strings.ContainsAny(l[:1], "\"'`") {
			out = append(out, unquote(l))
		}
	}
	return out
}

// readsOnly are the configurations of tools that read tests and do not run them.
var readsOnly = regexp.MustCompile(`(?i)eslint|biome|golangci|pylint|flake8|ruff|mypy|pyright|tsconfig`)

// uncollected are the tests of the tree that the lists of a configuration led
// the runner to and do not lead it to any more. ok is false where there are no
// lists or tests to tell by.
func uncollected(s *change.Set, f *change.File) (found []change.Finding, ok bool) {
	tests := collectedFrom(s)
	if len(tests) == 0 || readsOnly.MatchString(f.Base()) {
		return nil, false
	}
	was, is := byKey(listings(f.Was)), byKey(listings(f.Is))
	for _, key := range slices.Sorted(maps.Keys(is)) {
		before := was[key]
		for n, l := range is[key] {
			var old []string
			if n < len(before) {
				old = before[n].values
			}
			if slices.Equal(old, l.values) {
				continue
			}
			for _, t := range tests {
				from, t := t[0], t[1]
				had, has := len(old) == 0 && language.Of(from).Collects(from) || selects(key, old, from), selects(key, l.values, t)
				if leavesOut.MatchString(key) {
					had, has = len(old) == 0 || !selects(key, old, from), !selects(key, l.values, t)
				}
				if had && !has && testsFor(s, f, t) == theirs && !(leavesOut.MatchString(key) && elsewhereRun(s, f, l.line, newcomers(l.values, old))) {
					found = append(found, f.At(l.line, "the configuration leads the runner past "+t+"."))
					break
				}
			}
		}
	}
	return found, true
}

func newcomers(all, old []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(v string) bool { return slices.Contains(old, v) || defaults.MatchString(v) })
}

func byKey(all []listing) map[string][]listing {
	out := map[string][]listing{}
	for _, l := range all {
		out[l.key] = append(out[l.key], l)
	}
	return out
}

// collectedFrom are the files that a runner may collect tests from: where each stood in
// the base, and where it stands.
func collectedFrom(s *change.Set) (out [][2]string) {
	for _, t := range change.Memo(s, "collected", func() []string { return collected(s) }) {
		out = append(out, [2]string{t, t})
	}
	for _, f := range s.Files {
		if f.Old == "" && f.From != "" && slices.ContainsFunc(f.Was.Funcs(), func(fn language.Func) bool { return fn.Test }) {
			out = append(out, [2]string{f.From, f.Path})
		}
	}
	return out
}

// collected are the files of both trees that a runner may collect tests from.
func collected(s *change.Set) []string {
	var out []string
	seen := 0
	_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
		if seen++; err != nil || seen > maxCollected {
			return fs.SkipAll
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if !d.IsDir() && language.IsTest(p) && language.Of(p).Code() && s.Find(p) == nil {
			out = append(out, p)
		}
		return nil
	})
	for _, f := range s.Files {
		if f.Old != "" && f.New != "" && f.Is.Test() && f.Is.Lang.Code() {
			out = append(out, f.Path)
		}
	}
	return out
}

// built are the places where tools put what they make.
var built = regexp.MustCompile(`^(dist|build|out|output|coverage|htmlcov|node_modules|target|__pycache__|\.(next|nuxt|cache|venv|tox|nox|output))$`)

// selects tells whether one of some patterns names a path.
func selects(key string, patterns []string, p string) bool {
	return slices.ContainsFunc(patterns, func(v string) bool {
		v = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimSuffix(v, "/"), "<rootDir>/"), "./"), "/")
		switch {
		case v == "" || v == "." || v == "<rootDir>":
			return true
		case key == "testregex":
			re, err := regexp.Compile(strings.ReplaceAll(v, `\\`, `\`))
			return err != nil || re.MatchString(p)
		case key == "python_files":
			ok, err := path.Match(v, path.Base(p))
			return ok || err != nil
		case strings.ContainsAny(v, "*?{["):
			re, err := regexp.Compile(globbed(v))
			return err != nil || re.MatchString(p)
		}
		return p == v || strings.HasPrefix(p, v+"/")
	})
}

// globbed is the regular expression of a glob as runners of JavaScript know it.
func globbed(glob string) string {
	var b strings.Builder
	var close []string
	b.WriteString("^")
	for n := 0; n < len(glob); n++ {
		rest := glob[n:]
		switch c := glob[n]; {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString("(?:.*/)?")
			n += 2
		case strings.HasPrefix(rest, "**"):
			b.WriteString(".*")
			n++
		case strings.IndexByte("?+*@!", c) >= 0 && n+1 < len(glob) && glob[n+1] == '(':
			b.WriteString("(?:")
			close = append(close, ")"+map[byte]string{'?': "?", '+': "+", '*': "*"}[c])
			n++
		case c == ')' && len(close) > 0:
			b.WriteString(close[len(close)-1])
			close = close[:len(close)-1]
		case c == '|' && len(close) > 0:
			b.WriteByte('|')
		case c == '*':
			b.WriteString("[^/]*")
		case c == '?':
			b.WriteString("[^/]")
		case c == '{':
			b.WriteString("(?:")
		case c == '}':
			b.WriteByte(')')
		case c == ',' && strings.Contains(glob[:n], "{") && strings.Contains(rest, "}"):
			b.WriteByte('|')
		case c == '[' || c == ']':
			b.WriteByte(c)
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
	b.WriteString("$")
	return b.String()
}
