// Package regexp is that of the standard library for regular expressions that mostly
// do not match. It decides with an automaton whether a regular expression matches at
// all, which costs the same few steps a byte whatever the text is. Only where it
// does is package regexp asked what matched.
//
// In comes a text; nothing of it is kept but the states of the automaton that it
// led to, as many as maxStates, and those are shared by all who match.
package regexp

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// Regexp is a regular expression that mostly does not match. It has no lines: ^
// and $ are the ends of the text.
type Regexp struct {
	*regexp.Regexp
	compiled func() *automaton
}

// MustCompile panics for what is no regular expression, as that of regexp does.
func MustCompile(expr string) *Regexp {
	return &Regexp{regexp.MustCompile(expr), sync.OnceValue(func() *automaton { return compile(expr) })}
}

// MatchString reports whether the text has a match.
func (re *Regexp) MatchString(s string) bool { return re.compiled().match(s) }

// FindString is the leftmost match.
func (re *Regexp) FindString(s string) string {
	if !re.MatchString(s) {
		return ""
	}
	return re.Regexp.FindString(s)
}

// FindStringIndex is where the leftmost match stands.
func (re *Regexp) FindStringIndex(s string) []int {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindStringIndex(s)
}

// FindStringSubmatch is the leftmost match and its groups.
func (re *Regexp) FindStringSubmatch(s string) []string {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is where the leftmost match and its groups stand.
func (re *Regexp) FindStringSubmatchIndex(s string) []int {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindStringSubmatchIndex(s)
}

// FindAllString are n matches at most; all of them if n is negative.
func (re *Regexp) FindAllString(s string, n int) []string {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindAllString(s, n)
}

// FindAllStringIndex is where n matches at most stand; all if n is negative.
func (re *Regexp) FindAllStringIndex(s string, n int) [][]int {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindAllStringIndex(s, n)
}

// FindAllStringSubmatchIndex is where n matches at most stand, and their groups;
// all if n is negative.
func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !re.MatchString(s) {
		return nil
	}
	return re.Regexp.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString puts a text in place of each match.
func (re *Regexp) ReplaceAllString(s, repl string) string {
	if !re.MatchString(s) {
		return s
	}
	return re.Regexp.ReplaceAllString(s, repl)
}

// maxStates bounds the states of one automaton that are remembered; what more of
// them are needed for starts over.
const maxStates = 500

// automaton is a program of package regexp whose states are made when a text leads
// to them.
type automaton struct {
	prog     *syntax.Prog
	anchored bool
	starts   []rune // where runes begin that are alike to the program, up to the next ones
	classes  []int  // of those
	ascii    [utf8.RuneSelf]int
	runes    []rune // one of each class
	states   atomic.Pointer[states]
}

// states are those of an automaton that are known.
type states struct {
	sync.Mutex
	known map[string]*state
	first *state
}

// state is where the program may stand between two runes.
type state struct {
	at       []uint32
	word     bool // behind a letter, digit or underscore
	begins   bool // in front of the text
	matched  bool
	hopeless bool
	next     []atomic.Pointer[state] // for each class, and for the end
}

func compile(expr string) *automaton {
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err) // package regexp took it
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		panic(err)
	}
	a := &automaton{prog: prog, anchored: prog.StartCond()&syntax.EmptyBeginText != 0}
	a.classify()
	a.states.Store(a.fresh())
	return a
}

func (a *automaton) fresh() *states {
	return &states{known: map[string]*state{}, first: a.state(nil, false, true)}
}

func (a *automaton) state(at []uint32, word, begins bool) *state {
	return &state{at: at, word: word, begins: begins, hopeless: a.anchored && !begins && len(at) == 0, next: make([]atomic.Pointer[state], len(a.runes)+1)}
}

// match walks from state to state.
func (a *automaton) match(s string) bool {
	known := a.states.Load()
	at := known.first
	for i := 0; i < len(s); {
		class, size := 0, 1
		if c := s[i]; c < utf8.RuneSelf {
			class = a.ascii[c]
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			class = a.class(r)
		}
		next := at.next[class].Load()
		if next == nil {
			next = a.step(at, class)
		}
		if next.matched {
			return true
		}
		if next.hopeless {
			return false
		}
		at, i = next, i+size
	}
	end := at.next[len(a.runes)].Load()
	if end == nil {
		end = a.step(at, len(a.runes))
	}
	return end.matched
}

// step makes the state behind a rune of a class, or behind the end.
func (a *automaton) step(from *state, class int) *state {
	r, has := rune(-1), syntax.EmptyOp(0)
	if from.begins {
		has |= syntax.EmptyBeginText
	}
	if class < len(a.runes) {
		r = a.runes[class]
	} else {
		has |= syntax.EmptyEndText
	}
	if syntax.IsWordChar(r) != from.word {
		has |= syntax.EmptyWordBoundary
	} else {
		has |= syntax.EmptyNoWordBoundary
	}
	seen := make([]bool, len(a.prog.Inst))
	var out []uint32
	matched := false
	todo := append(slices.Clone(from.at), uint32(a.prog.Start))
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch in := &a.prog.Inst[pc]; in.Op {
		case syntax.InstMatch:
			matched = true
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, in.Out, in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			todo = append(todo, in.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&^has == 0 {
				todo = append(todo, in.Out)
			}
		case syntax.InstFail:
		default:
			if r >= 0 && in.MatchRune(r) && !slices.Contains(out, in.Out) {
				out = append(out, in.Out)
			}
		}
	}
	slices.Sort(out)
	next := a.intern(out, syntax.IsWordChar(r), matched)
	from.next[class].Store(next)
	return next
}

// intern is the one state of its kind.
func (a *automaton) intern(at []uint32, word, matched bool) *state {
	key := make([]byte, 1, 1+4*len(at))
	if word {
		key[0] |= 1
	}
	if matched {
		key[0], at = 2, nil // nothing more is asked
	}
	for _, pc := range at {
		key = append(key, byte(pc), byte(pc>>8), byte(pc>>16), byte(pc>>24))
	}
	known := a.states.Load()
	known.Lock()
	defer known.Unlock()
	if s, ok := known.known[string(key)]; ok {
		return s
	}
	if len(known.known) >= maxStates {
		a.states.CompareAndSwap(known, a.fresh())
	}
	s := a.state(at, word, false)
	s.matched = matched
	known.known[string(key)] = s
	return s
}
