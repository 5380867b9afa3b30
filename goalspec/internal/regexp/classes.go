package regexp

import (
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// classify puts the runes in classes of which the program cannot tell one from
// another.
func (a *automaton) classify() {
	a.starts = []rune{0, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1}
	var tests []*syntax.Inst
	for i := range a.prog.Inst {
		in := &a.prog.Inst[i]
		switch in.Op {
		case syntax.InstRune, syntax.InstRune1:
			a.starts = append(a.starts, starts(in)...)
		case syntax.InstRuneAnyNotNL:
			a.starts = append(a.starts, '\n', '\n'+1)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(in.Arg)&(syntax.EmptyBeginLine|syntax.EmptyEndLine) != 0 {
				panic("regexp: lines are not known")
			}
			continue
		default:
			continue
		}
		if !slices.ContainsFunc(tests, func(t *syntax.Inst) bool { return t.Op == in.Op && t.Arg == in.Arg && slices.Equal(t.Rune, in.Rune) }) {
			tests = append(tests, in)
		}
	}
	slices.Sort(a.starts)
	a.starts = slices.Compact(a.starts)
	known := map[string]int{}
	for _, r := range a.starts {
		alike := make([]byte, 1, 1+len(tests))
		alike[0] = truth(syntax.IsWordChar(r))
		for _, t := range tests {
			alike = append(alike, truth(t.MatchRune(r)))
		}
		class, ok := known[string(alike)]
		if !ok {
			class = len(a.runes)
			known[string(alike)], a.runes = class, append(a.runes, r)
		}
		a.classes = append(a.classes, class)
	}
	for c := range rune(utf8.RuneSelf) {
		a.ascii[c] = a.class(c)
	}
}

func truth(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// starts are the first runes of those that an instruction takes, and of those that
// it does not.
func starts(in *syntax.Inst) (out []rune) {
	if len(in.Rune) == 1 {
		r := in.Rune[0]
		out = append(out, r, r+1)
		if syntax.Flags(in.Arg)&syntax.FoldCase != 0 {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				out = append(out, f, f+1)
			}
		}
		return out
	}
	for i := 0; i < len(in.Rune); i += 2 {
		out = append(out, in.Rune[i], in.Rune[i+1]+1)
	}
	return out
}

func (a *automaton) class(r rune) int {
	i, found := slices.BinarySearch(a.starts, r)
	if !found {
		i--
	}
	return a.classes[i]
}
