package suite

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// MaxCollected bounds the files of a tree that are looked at for tests.
const MaxCollected = 20_000

var (
	// Collects are the keys of configurations that say which files hold tests.
	Collects = regexp.MustCompile(`(?i)^(testMatch|testRegex|testpaths|python_files|roots|spec|testDir|testFiles|include|files|test\.include)$`)
	placeKey = regexp.MustCompile(`(?i)(?:^|[\s{,])["']?(testMatch|testRegex|testpaths|python_files|roots|spec|testDir|testFiles|include|files|exclude|ignore|test\.include)["']?\s*[=:]\s*(.*)$`)
)

// Listing is what a key of a configuration says, and where.
type Listing struct {
	Key    string
	Line   int
	Values []string
}

// Listings are what the keys of a configuration that say where tests are, or are not,
// list.
func Listings(src *language.Source) []Listing {
	var out []Listing
	for n := 0; n < len(src.Code); n++ {
		m := placeKey.FindStringSubmatch(src.Code[n])
		if m == nil || ofNoTests(src, n) {
			continue
		}
		l := Listing{Key: strings.ToLower(m[1]), Line: n}
		rest, end := m[2], n
		if strings.ContainsAny(rest, "[{(") {
			rest, end = Whole(src, n, len(src.Code))
			_, rest, _ = strings.Cut(rest, m[1])
			rest = strings.TrimLeft(rest, "\"' ")
		}
		for next := end + 1; next < len(src.Code) && end == n && !strings.ContainsAny(m[2], "[\"'"); next++ { // lists of INI and YAML
			t := strings.TrimSpace(src.Code[next])
			if t == "" || Indent(src.Code[next]) <= Indent(src.Code[n]) || placeKey.MatchString(src.Code[next]) {
				break
			}
			rest += "\n" + strings.TrimPrefix(t, "- ")
		}
		if l.Values = QuotedIn(rest); len(l.Values) == 0 {
			l.Values = strings.Fields(strings.Trim(rest, "[], "))
		}
		out = append(out, l)
	}
	return out
}

// ofNoTests tells whether a key belongs to a part of a configuration that is about
// something else than which tests there are, as what is measured.
func ofNoTests(src *language.Source, n int) bool {
	if otherPart.MatchString(src.Code[n]) || ofOtherSection(src, n) {
		return true
	}
	depth := Indent(src.Code[n])
	for up := n - 1; up >= 0 && depth > 0; up-- {
		if text := src.Code[up]; strings.TrimSpace(text) != "" && Indent(text) < depth {
			if depth = Indent(text); otherPart.MatchString(text) {
				return true
			}
		}
	}
	return false
}

// ofOtherSection tells whether a line of INI or TOML stands in a section that is no runner's.
func ofOtherSection(src *language.Source, n int) bool {
	for up := n; up >= 0; up-- {
		if m := SectionHead.FindStringSubmatch(src.Code[up]); m != nil && !strings.ContainsAny(m[1], `,"'`) {
			return !strings.Contains(m[1], "test")
		}
	}
	return false
}

var otherPart = regexp.MustCompile(`(?:^|[\s{,])["']?(?:benchmark|coverage|typecheck|optimizeDeps|deps|build|resolve|collectCoverageFrom)["']?\s*:\s*\{`)

// built are the places where tools put what they make.
var built = regexp.MustCompile(`^(dist|build|out|output|coverage|htmlcov|node_modules|target|__pycache__|\.(next|nuxt|cache|venv|tox|nox|output))$`)

// Selects tells whether one of some patterns names a path.
func Selects(key string, patterns []string, p string) bool {
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

// Idle tells whether a value is a pattern of paths, from the root or from where
// a configuration stands, that names no file of the result that counts: to leave
// it out leaves nothing out.
func Idle(s *change.Set, config *change.File, v string, counts func(p string) bool) bool {
	v = strings.Trim(v, "^$")
	if !strings.ContainsAny(v, "/*") && !built.MatchString(v) || strings.Trim(v, "./*") == "" {
		return false
	}
	dir := path.Dir(config.Path) + "/"
	below := strings.Trim(strings.TrimPrefix(v, "<rootDir>"), "./*") + "/"
	names := func(p string) bool { return Selects("", []string{v}, p) || strings.HasPrefix(p, below) }
	seen, found := 0, false
	_ = fs.WalkDir(s.Candidate, ".", func(p string, d fs.DirEntry, err error) error {
		if seen++; err != nil || seen > MaxCollected {
			found = true
			return fs.SkipAll
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if found = !d.IsDir() && (names(p) || strings.HasPrefix(p, dir) && names(p[len(dir):])) && counts(p); found {
			return fs.SkipAll
		}
		return nil
	})
	return !found
}

// ElsewhereRun tells whether all that a line leaves out is what a command or
// another configuration that came runs by its name.
func ElsewhereRun(s *change.Set, f *change.File, n int, left []string) bool {
	return len(left) > 0 && !slices.ContainsFunc(left, func(v string) bool {
		at := strings.Trim(FixedPart.FindString(v), "/")
		return len(at) < 2 || !slices.ContainsFunc(s.Files, func(o *change.File) bool {
			return !o.Is.Test() && (Configures(o) || language.IsScript(o.Path) || Runs(o.Path)) && slices.ContainsFunc(o.Added(), func(l int) bool {
				text := o.Is.Code[l]
				return (o != f || l != n) && HoldsPath(text, at) && (Runner.MatchString(text) || Collects.MatchString(PlaceOf(text)) || namesPlaces(o.Is.Code[max(0, l-3):l+1]))
			})
		})
	})
}

// HoldsPath tells whether a text has a path whose last part is no beginning of a
// longer one.
func HoldsPath(text, at string) bool {
	return regexp.IndexWord(text, at, func(_, after byte) bool { return !regexp.InWord(after) }) >= 0
}

// namesPlaces tells whether one of some lines begins a list of where tests are.
func namesPlaces(lines []string) bool {
	return slices.ContainsFunc(lines, func(l string) bool { return Collects.MatchString(inlinePlace.FindString(l)) })
}

// FixedPart is what a pattern of paths begins with before it leaves anything open.
var FixedPart = regexp.MustCompile(`^(\.?/)?[\w./-]*`)

// inlinePlace is the key of a list of where tests are, within a line.
var inlinePlace = regexp.MustCompile(`\b(include|testMatch|testDir|testpaths|roots|spec|testRegex)\b`)
