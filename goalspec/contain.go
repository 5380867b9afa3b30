package goalspec

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// token is one step of a pattern on a path in which a slash follows every
// segment.
type token struct {
	kind tokenKind
	text string // of a literal its rune, of a class its pattern
}

type tokenKind int

const (
	tokenRune  tokenKind = iota
	tokenClass           // [a-z], or ? for any
	tokenStar            // any number of runes of a segment
	tokenSlash           // the end of a segment
	tokenTree            // any number of segments
)

// tokens cuts a pattern; what the language lets go on below a pattern that is
// used up is a last tree.
func (c compiled) tokens() []token {
	var out []token
	for i, part := range c {
		switch seg := part.text; {
		case seg == "**" && i == len(c)-1:
			out = append(out, token{tokenClass, "?"}, token{kind: tokenStar}, token{kind: tokenSlash})
		case seg == "**":
			out = append(out, token{kind: tokenTree})
		default:
			out = append(append(out, segmentTokens(seg)...), token{kind: tokenSlash})
		}
	}
	return append(out, token{kind: tokenTree})
}

func segmentTokens(seg string) (out []token) {
	for seg != "" {
		_, n := utf8.DecodeRuneInString(seg)
		switch t := (token{tokenRune, seg[:n]}); {
		case seg[0] == '*':
			out = append(out, token{kind: tokenStar})
		case seg[0] == '?':
			out = append(out, token{tokenClass, "?"})
		case seg[0] == '[':
			n = classEnd(seg)
			out = append(out, token{tokenClass, seg[:n]})
		case seg[0] == '\\' && len(seg) > 1:
			_, size := utf8.DecodeRuneInString(seg[1:])
			n, t.text = 1+size, seg[1:1+size]
			fallthrough
		default:
			out = append(out, t)
		}
		seg = seg[n:]
	}
	return out
}

// classEnd is how long the class at the front of seg is; one that is not closed
// takes the rest.
func classEnd(seg string) int {
	for i := 1; i < len(seg); i++ {
		switch seg[i] {
		case '\\':
			i++
		case ']':
			return i + 1
		}
	}
	return len(seg)
}

// places are the tokens that a pattern may stand before; with the second half
// those inside a segment of a tree.
type places []bool

func start(tokens []token) places {
	p := make(places, 2*len(tokens))
	p.reach(tokens, 0)
	return p
}

// reach adds a place and those that need no rune to get to.
func (p places) reach(tokens []token, at int) {
	for ; at < len(tokens); at++ {
		p[at] = true
		if tokens[at].kind != tokenStar && tokens[at].kind != tokenTree {
			return
		}
	}
}

// ends reports whether the path may end here.
func (p places) ends(tokens []token) bool { return p[len(tokens)-1] }

// after are the places behind one rune, or behind a slash.
func (p places) after(tokens []token, r string) places {
	out, slash := make(places, len(p)), r == "/"
	for i, t := range tokens {
		if p[len(tokens)+i] { // inside a segment of a tree
			if slash {
				out.reach(tokens, i)
			} else {
				out[len(tokens)+i] = true
			}
		}
		if !p[i] {
			continue
		}
		switch {
		case t.kind == tokenSlash && slash, t.kind == tokenRune && t.text == r, t.kind == tokenClass && !slash && oneRune(t.text, r):
			out.reach(tokens, i+1)
		case t.kind == tokenStar && !slash:
			out.reach(tokens, i)
		case t.kind == tokenTree && !slash:
			out[len(tokens)+i] = true
		}
	}
	return out
}

func oneRune(class, r string) bool {
	ok, _ := segment{text: class}.match(r)
	return ok
}

func (p places) key() string {
	b := make([]byte, len(p))
	for i, in := range p {
		if in {
			b[i] = 1
		}
	}
	return string(b)
}

// unnamed stands for the runes that no pattern names.
const unnamed = '\uE000'

// alphabet has a rune for each way in which runes can differ to the patterns.
func alphabet(lists ...[]token) []string {
	seen := map[rune]bool{unnamed: true}
	for _, list := range lists {
		for _, t := range list {
			for _, r := range t.text {
				seen[r-1], seen[r], seen[r+1] = true, true, true
			}
		}
	}
	delete(seen, '/')
	var out []string
	for r := range seen {
		if utf8.ValidRune(r) && r > 0 {
			out = append(out, string(r))
		}
	}
	slices.Sort(out)
	slices.Reverse(out)
	return append(out, "/")
}

// witness is a path under a pattern: with the fewest segments, and where any
// rune may stand, one that no pattern names.
func (c compiled) witness() []string {
	var b strings.Builder
	tokens := c.tokens()
	for _, t := range tokens {
		switch t.kind {
		case tokenRune:
			b.WriteString(t.text)
		case tokenStar:
			b.WriteRune(unnamed)
		case tokenSlash:
			b.WriteByte('/')
		case tokenClass:
			if i := slices.IndexFunc(alphabet(tokens), func(r string) bool { return r != "/" && oneRune(t.text, r) }); i >= 0 {
				b.WriteString(alphabet(tokens)[i])
			}
		}
	}
	return segments(b.String())
}

// apart reports patterns whose literal beginnings differ, so that no path lies
// under both.
func (c compiled) apart(d compiled) bool {
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

// meets shows a path that lies under both patterns, one as it is or below the other.
func (c compiled) meets(d compiled) bool {
	under := func(path []string) bool {
		one, _ := c.match(path)
		other, _ := d.match(path)
		return one && other
	}
	mine, other := c.witness(), d.witness()
	if len(mine)*len(other) == 0 {
		return false
	}
	return under(mine) || under(other) ||
		!isFileName(mine[len(mine)-1]) && under(slices.Concat(mine, other)) || !isFileName(other[len(other)-1]) && under(slices.Concat(other, mine))
}

// covering is a pattern with its exceptions.
type covering struct {
	pattern compiled
	besides []compiled
}

// exempts reports that a path lies under an exception.
func (c covering) exempts(segs []string, left *effort) bool {
	return slices.ContainsFunc(c.besides, func(e compiled) bool { return left.matches(e, segs) })
}

// within decides whether every path under inner is covered by one of the others: lies under
// it, and under none of its exceptions. It walks all patterns side by side and takes from the
// effort what that costs; with none left it is not known, and the answer is no.
func (inner compiled) within(others []covering, left *effort) bool {
	type pair struct {
		in     places
		out    []places
		begins bool // a segment, which no slash can follow
	}
	var all []compiled // each of the others with its exceptions behind it
	for _, o := range others {
		if len(o.pattern) == 0 {
			return false
		}
		all = append(append(all, o.pattern), o.besides...)
	}
	ins, outs, size := inner.tokens(), make([][]token, len(all)), 0
	first := pair{start(ins), make([]places, len(all)), true}
	for i, o := range all {
		outs[i] = o.tokens()
		first.out[i], size = start(outs[i]), size+len(outs[i])
	}
	covers := func(at []places) bool {
		n := 0
		for _, o := range others {
			yes := at[n].ends(outs[n])
			for n++; len(o.besides) > 0; n, o.besides = n+1, o.besides[1:] {
				yes = yes && !at[n].ends(outs[n])
			}
			if yes {
				return true
			}
		}
		return false
	}
	runes := alphabet(append(outs, ins)...)
	todo, seen := []pair{first}, map[string]bool{}
	for len(todo) > 0 {
		p := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, r := range runes {
			if *left -= effort(len(ins) + size); left.spent() {
				return false
			}
			if r == "/" && p.begins {
				continue
			}
			next := pair{p.in.after(ins, r), make([]places, len(outs)), r == "/"}
			if !slices.Contains(next.in, true) {
				continue
			}
			key := fmt.Sprint(next.begins) + next.in.key()
			for i, o := range outs {
				next.out[i] = p.out[i].after(o, r)
				key += next.out[i].key()
			}
			if next.begins && next.in.ends(ins) && !covers(next.out) {
				return false
			}
			if !seen[key] {
				seen[key] = true
				todo = append(todo, next)
			}
		}
	}
	return len(inner) > 0 && len(others) > 0
}
