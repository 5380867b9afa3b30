// Package regexp is the standard library's for texts most of which hold no
// match: an automaton, built as far as texts drive it, tells that at a glance,
// and only where there is a match the library looks for its parts. In come
// expressions and texts, out goes what the library says; nothing is written.
package regexp

import (
	"regexp"
	"regexp/syntax"
	"sync"
	"sync/atomic"
)

// Regexp is an expression; several goroutines may use it.
type Regexp struct {
	expr  string
	asked atomic.Int32 // how often there was no automaton
	may   atomic.Pointer[automaton]
	std   func() *regexp.Regexp
	needs func() [][]string
}

// seldom is how often an expression is asked before it is worth an automaton.
const seldom = 8

// QuoteMeta is an expression for a text itself, whatever its bytes: one that is part of
// no rune reads as the same in both.
func QuoteMeta(text string) string { return regexp.QuoteMeta(string([]rune(text))) }

// Compile reads an expression.
func Compile(expr string) (*Regexp, error) {
	std, err := regexp.Compile(expr)
	if err != nil {
		return nil, err
	}
	return of(expr, func() *regexp.Regexp { return std }), nil
}

// MustCompile is an expression of ours. It is read when a text is first held against
// it: most programs need few of those that their packages have.
func MustCompile(expr string) *Regexp {
	return of(expr, sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) }))
}

func of(expr string, std func() *regexp.Regexp) *Regexp {
	return &Regexp{expr: expr, std: std, needs: sync.OnceValue(func() [][]string {
		parsed, err := syntax.Parse(expr, syntax.Perl)
		if err != nil {
			return nil
		}
		return unbroken(needs(bare(parsed).Simplify()))
	})}
}

// String is the expression as it was written.
func (r *Regexp) String() string { return r.expr }

// Needs are lists of words without blanks: what matches holds one of each list. A
// text that does not need not be looked at part by part.
func (r *Regexp) Needs() [][]string { return r.needs() }

// MatchString tells whether a text holds a match.
func (r *Regexp) MatchString(s string) bool {
	may := r.may.Load()
	if may == nil {
		if r.asked.Add(1) <= seldom {
			return r.std().MatchString(s)
		}
		r.may.CompareAndSwap(nil, newAutomaton(r.String()))
		may = r.may.Load()
	}
	found, sure := may.run(s)
	if !sure {
		return r.std().MatchString(s)
	}
	return found
}

// Match tells whether a text holds a match.
func (r *Regexp) Match(b []byte) bool { return r.MatchString(string(b)) }

// FindString is the first match.
func (r *Regexp) FindString(s string) string {
	if !r.MatchString(s) {
		return ""
	}
	return r.std().FindString(s)
}

// FindStringIndex is where the first match stands.
func (r *Regexp) FindStringIndex(s string) []int {
	if !r.MatchString(s) {
		return nil
	}
	return r.std().FindStringIndex(s)
}

// FindStringSubmatch is the first match and its groups.
func (r *Regexp) FindStringSubmatch(s string) []string {
	if !r.MatchString(s) {
		return nil
	}
	return r.std().FindStringSubmatch(s)
}

// FindStringSubmatchIndex is where the first match and its groups stand.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	if !r.MatchString(s) {
		return nil
	}
	return r.std().FindStringSubmatchIndex(s)
}

// FindAllString are all matches.
func (r *Regexp) FindAllString(s string, n int) []string {
	if !r.MatchString(s) {
		return nil
	}
	return r.std().FindAllString(s, n)
}

// FindAllStringIndex are the places of all matches.
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	if !r.MatchString(s) {
		return nil
	}
	return r.std().FindAllStringIndex(s, n)
}

// FindAllStringSubmatch are all matches and their groups.
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	if !r.MatchString(s) {
		return nil
	}
	return r.std().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex are the places of all matches and their groups.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !r.MatchString(s) {
		return nil
	}
	return r.std().FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString puts something else for each match.
func (r *Regexp) ReplaceAllString(s, by string) string {
	if !r.MatchString(s) {
		return s
	}
	return r.std().ReplaceAllString(s, by)
}

// ReplaceAllStringFunc puts what by says for each match.
func (r *Regexp) ReplaceAllStringFunc(s string, by func(string) string) string {
	if !r.MatchString(s) {
		return s
	}
	return r.std().ReplaceAllStringFunc(s, by)
}

// Split are the parts between the matches.
func (r *Regexp) Split(s string, n int) []string { return r.std().Split(s, n) }

// FindSubmatch is the first match and its groups.
func (r *Regexp) FindSubmatch(b []byte) [][]byte { return r.std().FindSubmatch(b) }

// FindAllSubmatch are all matches and their groups.
func (r *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte { return r.std().FindAllSubmatch(b, n) }
