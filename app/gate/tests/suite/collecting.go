package suite

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How many files of a tree are looked at for tests.
const MaxCollected = 20_000

var (
	Collects = regexp.MustCompile(`(?i)^(testMatch|testRegex|testpaths|python_files|roots|spec|testDir|testFiles|include|files|test\.include)$`)
	placeKey = regexp.MustCompile(`(?i)(?:^|[\s{,])["']?(testMatch|testRegex|testpaths|python_files|roots|spec|testDir|testFiles|include|files|exclude|ignore|test\.include)["']?\s*[=:]\s*(.*)$`)
)

// Listing is what a key of a configuration says, and where.
type Listing struct {
	Key    string
	Line   int
	Values []string
}

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
	if otherPart.MatchString(src.Code[n]) {
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

var otherPart = regexp.MustCompile(`(?:^|[\s{,])["']?(?:benchmark|coverage|typecheck|optimizeDeps|deps|build|resolve|collectCoverageFrom)["']?\s*:\s*\{`)

func QuotedIn(text string) []string {
	var out []string
	for _, l := range language.Literals(text) {
		if strings.ContainsAny(l[:1], "\"'`") {
			out = append(out, Unquote(l))
		}
	}
	return out
}

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
