package regexp

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"
)

var exprs = []string{
	`a`, `^a`, `a$`, `^$`, `^`, `$`, ``, `\bab\b`, `\Bab`, `(?i)\b(?:is|stay|K)\b`, `(?i)ſ`, `[^a]b`, `a.b`, `(?s)a.b`, `a.{0,5}b$`, `(?:a|b)*a(?:a|b){6}$`,
	`\pL+n[’']t\b`, `^\W*(?:ab|b)\b`, `(?i)[a-f]k\b[^,;:]*$`, `\s+–\s`, `(^|\W)a(\W|$)`, `[[:^ascii:]]`, `a|^b|c$`, `(?:)`, `[^\x00-\x{10FFFF}]`,
}

// TestMatchesAsRegexpDoes compares with package regexp, on texts of the runes that
// tell the expressions apart.
func TestMatchesAsRegexpDoes(t *testing.T) {
	parts := []string{"a", "b", "ab", "c", "k", "\u212a", "s", "ſ", "S", "é", "n't", "n’t", " ", "\n", ",", "–", "_", "0", "\xff", "stay", "IS", "\u200b"}
	r := rand.New(rand.NewPCG(1, 2))
	for _, expr := range exprs {
		fast, slow := MustCompile(expr), regexp.MustCompile(expr)
		for range 2000 {
			var b strings.Builder
			for range r.IntN(12) {
				b.WriteString(parts[r.IntN(len(parts))])
			}
			if s := b.String(); fast.MatchString(s) != slow.MatchString(s) {
				t.Fatalf("%q in %q: %v, want %v", expr, s, fast.MatchString(s), slow.MatchString(s))
			}
		}
	}
}

func FuzzMatch(f *testing.F) {
	for i := range exprs {
		f.Add(uint8(i), "ab stay n’t")
	}
	f.Fuzz(func(t *testing.T, i uint8, s string) {
		expr := exprs[int(i)%len(exprs)]
		if got, want := MustCompile(expr).MatchString(s), regexp.MustCompile(expr).MatchString(s); got != want {
			t.Errorf("%q in %q: %v, want %v", expr, s, got, want)
		}
	})
}

// TestStatesAreBounded wants an expression of more states than are remembered to
// match all the same, for several at once.
func TestStatesAreBounded(t *testing.T) {
	const expr = `(?:a|b)*a(?:a|b){12}$`
	fast, slow := MustCompile(expr), regexp.MustCompile(expr)
	var wait sync.WaitGroup
	for seed := range uint64(3) {
		wait.Go(func() {
			r := rand.New(rand.NewPCG(seed, 2))
			for range 100 {
				b := make([]byte, 40+r.IntN(40))
				for i := range b {
					b[i] = 'a' + byte(r.IntN(2))
				}
				if s := string(b); fast.MatchString(s) != slow.MatchString(s) {
					t.Errorf("%q: %v", s, fast.MatchString(s))
				}
			}
		})
	}
	wait.Wait()
	if n := len(fast.compiled().states.Load().known); n > maxStates {
		t.Errorf("%d states are remembered", n)
	}
}
