package glob

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// Covering is a pattern with its exceptions.
type Covering struct {
	Pattern Compiled
	Besides []Compiled
}

// Exempts reports that a path lies under an exception.
func (c Covering) Exempts(segs []string, left *Effort) bool {
	return slices.ContainsFunc(c.Besides, func(e Compiled) bool { return left.Matches(e, segs) })
}

// Near is what it covers of the paths under a pattern.
func (c Covering) Near(p Compiled) Covering {
	c.Besides = slices.DeleteFunc(slices.Clone(c.Besides), func(e Compiled) bool { return e.Apart(p) })
	return c
}

// Within decides whether every path under the pattern is covered by one of the others: lies under
// it, and under none of its exceptions. It walks all patterns side by side and takes from the
// effort what that costs; with none left it is not known, and the answer is no.
func (c Compiled) Within(others []Covering, left *Effort) bool {
	walks, size := []walk{{tokens: c.tokens()}}, 0
	for _, o := range others {
		if len(o.Pattern) == 0 {
			return false
		}
		for _, p := range append([]Compiled{o.Pattern}, o.Besides...) {
			walks = append(walks, walk{tokens: p.tokens()})
		}
	}
	lists := make([][]token, len(walks))
	for i := range walks {
		lists[i], walks[i].from = walks[i].tokens, size
		size += 2 * len(walks[i].tokens)
	}
	covers := func(at state) bool {
		n := 1
		for _, o := range others {
			yes := walks[n].in(at).ends()
			for n++; len(o.Besides) > 0; n, o.Besides = n+1, o.Besides[1:] {
				yes = yes && !walks[n].in(at).ends()
			}
			if yes {
				return true
			}
		}
		return false
	}
	runes, first, next := alphabet(lists...), make(state, size+1), make(state, size+1)
	for _, w := range walks {
		w.in(first).reach(w.tokens, 0)
	}
	first[size] = 1 // a segment begins, which no slash can follow
	todo, seen := []state{first}, map[string]bool{}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, r := range runes {
			if *left -= Effort(size / 2); left.Spent() {
				return false
			}
			if r == "/" && at[size] == 1 {
				continue
			}
			clear(next)
			if walks[0].in(at).after(walks[0].tokens, r, walks[0].in(next)); !walks[0].in(next).stands() {
				continue
			}
			for _, w := range walks[1:] {
				w.in(at).after(w.tokens, r, w.in(next))
			}
			if r == "/" {
				if next[size] = 1; walks[0].in(next).ends() && !covers(next) {
					return false
				}
			}
			if !seen[string(next)] {
				seen[string(next)] = true
				todo = append(todo, slices.Clone(next))
			}
		}
	}
	return len(c) > 0 && len(others) > 0
}

// state is where the walks of several patterns stand, and whether a segment begins.
type state []byte

// walk is that of one pattern, and where its places stand in a state.
type walk struct {
	tokens []token
	from   int
}

func (w walk) in(s state) places { return places(s[w.from : w.from+2*len(w.tokens)]) }

// Witness is a path under a pattern: with the fewest segments, and where any
// rune may stand, one that no pattern names.
func (c Compiled) Witness() []string {
	var b strings.Builder
	tokens := c.tokens()
	for _, t := range tokens {
		switch t.kind {
		case tokenRune:
			b.WriteString(t.text)
		case tokenStar:
			b.WriteRune(Unnamed)
		case tokenSlash:
			b.WriteByte('/')
		case tokenClass:
			runes := alphabet([]token{t})
			if i := slices.IndexFunc(runes, func(r string) bool { return r != "/" && oneRune(t.text, r) }); i >= 0 {
				b.WriteString(runes[i])
			}
		}
	}
	return Segments(b.String())
}

// Apart reports patterns whose literal beginnings differ, so that no path lies
// under both.
func (c Compiled) Apart(d Compiled) bool {
	for i := range min(len(c), len(d)) {
		if !c[i].plain || !d[i].plain {
			return false
		}
		if c[i].text != d[i].text {
			return true
		}
	}
	return false
}

// Meets shows a path that lies under both patterns, one as it is or below the other.
func (c Compiled) Meets(d Compiled) bool {
	under := func(path []string) bool {
		one, _ := c.Match(path)
		other, _ := d.Match(path)
		return one && other
	}
	mine, other := c.Witness(), d.Witness()
	if len(mine)*len(other) == 0 {
		return false
	}
	return under(mine) || under(other) ||
		!prose.IsFileName(mine[len(mine)-1]) && under(slices.Concat(mine, other)) || !prose.IsFileName(other[len(other)-1]) && under(slices.Concat(other, mine))
}
