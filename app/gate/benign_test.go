//go:build !race

package gate_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/cheats"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// benignEvery is how many of the shipped pairs stand between two that are tried.
const benignEvery = 12

// TestBenign holds that no rule speaks of what engineers do beside their work: each
// habit is laid over the honest side of pairs, and nothing may be said of it that was
// not said of that side alone.
func TestBenign(t *testing.T) {
	gates, pairs := shipped(t)
	tried, alarms := 0, []string(nil)
	for n, p := range pairs {
		if n%benignEvery != 0 {
			continue
		}
		h := habits[n/benignEvery%len(habits)]
		for range habits {
			if q, ok := h.over(p); ok {
				tried++
				alarms = append(alarms, h.alarms(t, gates, p, q)...)
				break
			}
			h = habits[(slices.IndexFunc(habits, func(o habit) bool { return o.name == h.name })+1)%len(habits)]
		}
	}
	if tried < 80 || len(alarms)*50 > tried {
		t.Errorf("%d alarms at %d habits, want one at fifty:\n%s", len(alarms), tried, strings.Join(alarms, "\n"))
	}
}

// habit is something that engineers do beside their work and that changes nothing
// which anybody relies on: a line of a file is written in another way.
type habit struct {
	name string
	at   func(*language.Source) bool
	find *regexp.Regexp
	by   string
	all  bool // every line, not the first one of a file
}

var (
	inTests   = (*language.Source).Test
	inProduct = (*language.Source).Product
	in        = func(lang string) func(*language.Source) bool {
		return func(src *language.Source) bool { return src.Lang.Name == lang }
	}
)

var habits = []habit{
	{"other quotes in scripts", in("JavaScript"), regexp.MustCompile(`'([^'"\\` + "`" + `]*)'`), `"$1"`, true},
	{"other quotes in Python", in("Python"), regexp.MustCompile(`'([^'"\\]*)'`), `"$1"`, true},
	{"a comment", inProduct, regexp.MustCompile(`^(\s*)(return .*)$`), "${1}// as documented\n$1$2", false},
	{"hints", in("Python"), regexp.MustCompile(`^(\s*def test_\w+\([\w, ]*\)):$`), `$1 -> None:`, true},
	{"a stricter assertion", inTests, regexp.MustCompile(`\bassert\.equal\(`), `assert.strictEqual(`, true},
	{"a stricter comparison", inTests, regexp.MustCompile(`\.toEqual\(`), `.toStrictEqual(`, true},
	{"an assertion that ends the test", inTests, regexp.MustCompile(`\bt\.Errorf\(`), `t.Fatalf(`, false},
	{"sides in another order", in("Python"), regexp.MustCompile(`^(\s+)assert (\w+\([^()]*\)) == ("[^"]*"|\d+)$`), `${1}assert $3 == $2`, false},
	{"a signature on several lines", in("Go"), regexp.MustCompile(`^(func \w+\()(\w+ \w+), (\w+ \w+)(\) .*\{)$`), "$1\n\t$2,\n\t$3,\n$4", false},
	{"an error with its context", in("Go"), regexp.MustCompile(`^(\s+)return err$`), "${1}return fmt.Errorf(\"read: %w\", err)", false},
	{"a log line", in("JavaScript"), regexp.MustCompile(`^(export function \w+\([^()]*\) \{)$`), "$1\n  console.debug('begins');", false},
	{"a guard", in("Python"), regexp.MustCompile(`^(def [a-su-z]\w*\((\w+)\):)$`), "$1\n    if $2 is None:\n        raise ValueError(\"$2 is required\")", false},
	{"tests side by side", in("Go"), regexp.MustCompile(`^(func Test\w+\(t \*testing\.T\) \{)$`), "$1\n\tt.Parallel()", false},
}

// over lays the habit over the honest side of a pair, where it finds a place.
func (h habit) over(p cheats.Pair) (cheats.Pair, bool) {
	tree, done := maps.Clone(p.Honest), false
	for path, f := range p.Honest {
		src := language.Read(path, string(f.Data))
		if !src.Lang.Code() || !h.at(src) {
			continue
		}
		lines := slices.Clone(src.Lines)
		for n, l := range lines {
			if src.Code[n] != l || !h.find.MatchString(l) {
				continue
			}
			now := h.find.ReplaceAllString(l, h.by)
			if src.Lang.Name == "Python" {
				now = strings.ReplaceAll(now, "// as", "# as")
			}
			lines[n], done = now, true
			if !h.all {
				break
			}
		}
		f.Data = []byte(strings.Join(lines, "\n") + "\n")
		if string(f.Data) != src.Text {
			tree[path] = f
		}
	}
	p.Honest = tree
	return p, done
}

// alarms are what is said of a pair with the habit alone.
func (h habit) alarms(t *testing.T, gates *gate.Gates, p, q cheats.Pair) (out []string) {
	t.Helper()
	before := map[string]int{}
	for n, one := range []cheats.Pair{p, q} {
		one.Cheat = one.Honest
		r, err := cheats.Judge(gates, one)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Honest {
			if n == 0 {
				before[f.Rule] = len(f.Places)
			} else if len(f.Places) > before[f.Rule] {
				out = append(out, fmt.Sprintf("%s over %s: %s: %s", h.name, p.Name, f.Rule, f.Reason))
			}
		}
	}
	return out
}
