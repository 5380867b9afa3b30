package regexp

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// automaton reads a text once, a rune at a time, whatever the expression: a
// state stands for all places of the expression's program that what was read
// may have led to.
type automaton struct {
	prog   *syntax.Prog
	bounds []rune // the first runes of all classes but the first: no expression tells runes of a class apart
	ascii  [utf8.RuneSelf]uint16
	need   []string // words of which each match holds one
	words  bool     // it asks where words begin and end
	lines  bool     // it asks where lines do
	fixed  bool     // it can begin where the text does alone
	start  *state

	mu     sync.Mutex
	states map[string]*state
}

// state is one of the automaton's; what follows it is worked out when needed.
type state struct {
	places []uint32 // instructions, in order
	before rune     // one like the rune before; -1: the text begins
	sure   bool     // whatever comes, it is decided
	found  bool
	next   []atomic.Pointer[state] // by class
	end    atomic.Pointer[state]   // where the text ends
}

var (
	match = &state{sure: true, found: true}
	none  = &state{sure: true}
)

// maxNext bounds what the automaton of one expression keeps.
const maxNext = 1 << 17

func newAutomaton(expr string) *automaton {
	var need []string
	prog := &syntax.Prog{Inst: []syntax.Inst{{Op: syntax.InstFail}}}
	if parsed, err := syntax.Parse(expr, syntax.Perl); err == nil {
		parsed = bare(parsed).Simplify()
		need = words(needs(parsed))
		prog, _ = syntax.Compile(parsed) // it never fails
	}
	a := &automaton{prog: prog, need: need, states: map[string]*state{}, fixed: prog.StartCond()&syntax.EmptyBeginText != 0}
	for _, i := range prog.Inst {
		a.divide(i)
	}
	slices.Sort(a.bounds)
	a.bounds = slices.Compact(a.bounds)
	for r := range rune(utf8.RuneSelf) {
		a.ascii[r] = a.class(r)
	}
	a.start = a.state([]uint32{uint32(prog.Start)}, -1)
	return a
}

// divide notes which runes an instruction tells apart.
func (a *automaton) divide(i syntax.Inst) {
	part := func(lo, hi rune) { a.bounds = append(a.bounds, lo, hi+1) }
	switch e := syntax.EmptyOp(i.Arg); {
	case i.Op == syntax.InstEmptyWidth && e&(syntax.EmptyWordBoundary|syntax.EmptyNoWordBoundary) != 0:
		a.words = true
		part('0', '9')
		part('A', 'Z')
		part('_', '_')
		part('a', 'z')
	case i.Op == syntax.InstEmptyWidth && e&(syntax.EmptyBeginLine|syntax.EmptyEndLine) != 0:
		a.lines = true
		part('\n', '\n')
	case len(i.Rune) > 1:
		for n := 0; n < len(i.Rune); n += 2 {
			part(i.Rune[n], i.Rune[n+1])
		}
	case len(i.Rune) == 1:
		part(i.Rune[0], i.Rune[0])
		for r := unicode.SimpleFold(i.Rune[0]); r != i.Rune[0]; r = unicode.SimpleFold(r) {
			part(r, r)
		}
	}
}

func (a *automaton) class(r rune) uint16 {
	n, at := slices.BinarySearch(a.bounds, r)
	if at {
		n++
	}
	return uint16(n)
}

// run tells whether a text holds a match, and whether that is sure: a text may
// need more states than are kept.
func (a *automaton) run(s string) (found, sure bool) {
	if !holdsOne(s, a.need) {
		return false, true
	}
	at := a.start
	for n := 0; n < len(s); {
		r, class := rune(s[n]), uint16(0)
		if r < utf8.RuneSelf {
			class = a.ascii[r]
			n++
		} else {
			width := 0
			r, width = utf8.DecodeRuneInString(s[n:])
			class = a.class(r)
			n += width
		}
		next := at.next[class].Load()
		if next == nil {
			if next = a.follow(at, r); next == nil {
				return false, false
			}
			at.next[class].Store(next)
		}
		if at = next; at.sure {
			return at.found, true
		}
	}
	end := at.end.Load()
	if end == nil {
		if end = a.follow(at, -1); end == nil {
			return false, false
		}
		at.end.Store(end)
	}
	return end.found, true
}

// follow is the state that a rune leads to, or the text's end, -1; nil when it
// is one too many.
func (a *automaton) follow(at *state, r rune) *state {
	var (
		here  = syntax.EmptyOpContext(at.before, r)
		seen  = make([]bool, len(a.prog.Inst))
		next  []uint32
		visit func(uint32) (matched bool)
	)
	visit = func(pc uint32) bool {
		if seen[pc] {
			return false
		}
		seen[pc] = true
		switch i := &a.prog.Inst[pc]; i.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			return visit(i.Out) || visit(i.Arg)
		case syntax.InstCapture, syntax.InstNop:
			return visit(i.Out)
		case syntax.InstEmptyWidth:
			return syntax.EmptyOp(i.Arg)&^here == 0 && visit(i.Out)
		case syntax.InstMatch:
			return true
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			if r >= 0 && i.MatchRune(r) {
				next = append(next, i.Out)
			}
		}
		return false
	}
	if slices.ContainsFunc(at.places, visit) {
		return match
	}
	if r < 0 {
		return none
	}
	if !a.fixed {
		next = append(next, uint32(a.prog.Start))
	}
	return a.state(next, a.alike(r))
}

// alike is a rune that what follows cannot tell from one before it.
func (a *automaton) alike(r rune) rune {
	switch {
	case r == '\n' && a.lines:
		return r
	case a.words && syntax.IsWordChar(r):
		return 'a'
	}
	return ' '
}

// state is the one for some places behind a rune.
func (a *automaton) state(places []uint32, before rune) *state {
	if len(places) == 0 {
		return none
	}
	slices.Sort(places)
	places = slices.Compact(places)
	key := binary.AppendVarint(nil, int64(before))
	for _, p := range places {
		key = binary.AppendUvarint(key, uint64(p))
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	s := a.states[string(key)]
	if s == nil && len(a.states)*(len(a.bounds)+1) < maxNext {
		s = &state{places: places, before: before, next: make([]atomic.Pointer[state], len(a.bounds)+1)}
		a.states[string(key)] = s
	}
	return s
}
