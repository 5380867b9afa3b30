// Package glob matches paths with patterns and tells whether a pattern contains
// another. In come patterns and paths, out come yes or no, and what that cost as
// an [Effort]. It keeps nothing, so a process that dies here has lost nothing.
package glob

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// tokens cuts a pattern; what the language lets go on below a pattern that is
// used up is a last tree.
func (c Compiled) tokens() []token {
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
			if i := slices.IndexFunc(alphabet(tokens), func(r string) bool { return r != "/" && oneRune(t.text, r) }); i >= 0 {
				b.WriteString(alphabet(tokens)[i])
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

// Within decides whether every path under inner is covered by one of the others: lies under
// it, and under none of its exceptions. It walks all patterns side by side and takes from the
// effort what that costs; with none left it is not known, and the answer is no.
func (inner Compiled) Within(others []Covering, left *Effort) bool {
	type pair struct {
		in     places
		out    []places
		begins bool // a segment, which no slash can follow
	}
	var all []Compiled // each of the others with its exceptions behind it
	for _, o := range others {
		if len(o.Pattern) == 0 {
			return false
		}
		all = append(append(all, o.Pattern), o.Besides...)
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
			for n++; len(o.Besides) > 0; n, o.Besides = n+1, o.Besides[1:] {
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
			if *left -= Effort(len(ins) + size); left.Spent() {
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

// Compiled is a pattern cut into segments; none match nothing.
type Compiled []segment

// segment is a part of a pattern between slashes; a plain one is compared byte
// for byte.
type segment struct {
	text  string
	plain bool
	tail  string // of one that begins with its only wildcard, a star
	held  string // the longest stretch without a wildcard, where there are no classes and escapes: what matches holds it
}

// LiesUnder reports whether a path lies under a pattern.
func LiesUnder(name, pattern string) bool {
	ok, _ := Compile(pattern).Match(Segments(name))
	return ok
}

// Compile reads a pattern; one that is empty or malformed gives none.
func Compile(pattern string) Compiled {
	p := Clean(pattern)
	if p == "" {
		return nil
	}
	body, dir := strings.CutSuffix(p, "/")
	if !strings.Contains(body, "/") && !rooted(pattern) {
		body = "**/" + body
	}
	if dir {
		body += "/**"
	}
	var out Compiled
	for s := range strings.SplitSeq(body, "/") {
		plain := !strings.ContainsAny(s, `*?[\`)
		if !plain && !wellFormed(s) {
			return nil
		}
		one := segment{text: s, plain: plain}
		if tail, star := strings.CutPrefix(s, "*"); star && !strings.ContainsAny(tail, `*?[\`) {
			one.tail = tail
		}
		if !strings.ContainsAny(s, `[\`) {
			for part := range strings.FieldsFuncSeq(s, func(c rune) bool { return c == '*' || c == '?' }) {
				if len(part) > len(one.held) {
					one.held = part
				}
			}
		}
		out = append(out, one)
	}
	return out
}

// wellFormed reports whether the classes of a segment are closed and hold what
// they must. What people may write is narrower: see [Fault].
func wellFormed(segment string) bool {
	_, err := path.Match(segment, "")
	return err == nil
}

// Segments cuts a path; the root has none.
func Segments(name string) []string {
	n := strings.Trim(path.Clean("/"+name), "/")
	if n == "" {
		return nil
	}
	return strings.Split(n, "/")
}

func rooted(pattern string) bool {
	p := strings.TrimSpace(pattern)
	return strings.HasPrefix(p, "/") || strings.HasPrefix(p, "./")
}

// Clean drops what does not change the meaning: a leading "./" or "/"
// and doubled slashes. A closing slash stays.
func Clean(p string) string {
	p = strings.TrimPrefix(strings.TrimSpace(p), "./")
	dir := strings.HasSuffix(p, "/")
	p = strings.Trim(path.Clean("/"+p), "/")
	if dir && p != "" {
		p += "/"
	}
	return p
}

// Match walks both lists, remembering the last "**" to come back to, so the
// time is at most the product of the lengths; steps is what it took. The path
// may go on below a pattern that is used up: that is the directory case.
func (c Compiled) Match(segs []string) (ok bool, steps int) {
	if len(c) == 0 || len(segs) == 0 {
		return false, 1
	}
	p, s, backP, backS := 0, 0, -1, 0
	for {
		steps++
		switch {
		case p == len(c):
			return true, steps
		case c[p].text == "**":
			if p == len(c)-1 {
				return s < len(segs), steps
			}
			backP, backS = p, s
			p++
			continue
		case s < len(segs):
			same, n := c[p].match(segs[s])
			if steps += n; same {
				p, s = p+1, s+1
				continue
			}
		}
		if backP < 0 || backS >= len(segs) {
			return false, steps
		}
		backS++
		p, s = backP+1, backS
	}
}

// match counts a step for each few bytes that wildcards may have to try.
func (g segment) match(name string) (ok bool, steps int) {
	if g.plain {
		return g.text == name, 0
	}
	if g.tail != "" {
		return strings.HasSuffix(name, g.tail), 1
	}
	if !strings.Contains(name, g.held) {
		return false, 1
	}
	ok, err := path.Match(g.text, name)
	return err == nil && ok || g.text == name, 1 + len(g.text)*len(name)/16
}
