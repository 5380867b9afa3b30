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
	*regexp.Regexp
	asked atomic.Int32 // how often there was no automaton
	may   atomic.Pointer[automaton]
	needs func() [][]string
}

// seldom is how often an expression is asked before it is worth an automaton.
const seldom = 8

// QuoteMeta is an expression for a text itself.
func QuoteMeta(text string) string { return regexp.QuoteMeta(text) }

// Compile reads an expression.
func Compile(expr string) (*Regexp, error) {
	re, err := regexp.Compile(expr)
	if err != nil {
		return nil, err
	}
	return of(re), nil
}

// MustCompile reads an expression of ours.
func MustCompile(expr string) *Regexp { return of(regexp.MustCompile(expr)) }

func of(re *regexp.Regexp) *Regexp {
	return &Regexp{Regexp: re, needs: sync.OnceValue(func() [][]string {
		parsed, err := syntax.Parse(re.String(), syntax.Perl)
		if err != nil {
			return nil
		}
		return unbroken(needs(bare(parsed).Simplify()))
	})}
}

// Needs are lists of words without blanks: what matches holds one of each list. A
// text that does not need not be looked at part by part.
func (r *Regexp) Needs() [][]string { return r.needs() }

// MatchString tells whether a text holds a match.
func (r *Regexp) MatchString(s string) bool {
	may := r.may.Load()
	if may == nil {
		if r.asked.Add(1) <= seldom {
			return r.Regexp.MatchString(s)
		}
		r.may.CompareAndSwap(nil, newAutomaton(r.String()))
		may = r.may.Load()
	}
	found, sure := may.run(s)
	if !sure {
		return r.Regexp.MatchString(s)
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
	return r.Regexp.FindString(s)
}

// FindStringIndex is where the first match stands.
func (r *Regexp) FindStringIndex(s string) []int {
	if !r.MatchString(s) {
		return nil
	}
	return r.Regexp.FindStringIndex(s)
}

// FindStringSubmatch is the first match and its groups.
func (r *Regexp) FindStringSubmatch(s string) []string {
	if !r.MatchString(s) {
		return nil
	}
	return r.Regexp.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is where the first match and its groups stand.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	if !r.MatchString(s) {
		return nil
	}
	return r.Regexp.FindStringSubmatchIndex(s)
}

// FindAllString are all matches.
func (r *Regexp) FindAllString(s string, n int) []string {
	if !r.MatchString(s) {
		return nil
	}
	return r.Regexp.FindAllString(s, n)
}

// FindAllStringIndex are the places of all matches.
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	if !r.MatchString(s) {
		return nil
	}
	return r.Regexp.FindAllStringIndex(s, n)
}

// FindAllStringSubmatch are all matches and their groups.
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	if !r.MatchString(s) {
		return nil
	}
	return r.Regexp.FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex are the places of all matches and their groups.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !r.MatchString(s) {
		return nil
	}
	return r.Regexp.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString puts something else for each match.
func (r *Regexp) ReplaceAllString(s, by string) string {
	if !r.MatchString(s) {
		return s
	}
	return r.Regexp.ReplaceAllString(s, by)
}
