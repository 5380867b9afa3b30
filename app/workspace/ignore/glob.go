package ignore

import "strings"

// glob is a compiled pattern: a list of steps, each of which consumes a part of the name.
type glob []step

type step struct {
	kind kind
	char byte
	set  *[256]bool
}

type kind byte

const (
	unknown kind = iota
	char         // this byte
	set          // one byte of the set
	star         // any bytes but slashes
	enter        // nothing: go on behind the next step, or into it
	dirs         // any bytes up to and including a slash
	all          // any bytes
)

// compile reads a pattern as git's wildmatch does with slashes kept apart; ok is false for one that
// matches nothing.
func compile(p string) (g glob, ok bool) {
	for i := 0; i < len(p); {
		switch p[i] {
		case '\\':
			if i+1 == len(p) {
				return nil, false
			}
			g = append(g, step{kind: char, char: p[i+1]})
			i += 2
		case '?':
			g = append(g, step{kind: set, set: notSlash()})
			i++
		case '[':
			s, n := class(p[i:])
			if n == 0 {
				return nil, false
			}
			g = append(g, step{kind: set, set: s})
			i += n
		case '*':
			k, n := stars(p, i)
			if k == dirs {
				g = append(g, step{kind: enter})
			}
			g = append(g, step{kind: k})
			i += n
		default:
			g = append(g, step{kind: char, char: p[i]})
			i++
		}
	}
	return g, true
}

// stars reads a run of stars at i: two or more that fill a whole part of the path cross slashes.
func stars(p string, i int) (kind, int) {
	n := 0
	for i+n < len(p) && p[i+n] == '*' {
		n++
	}
	after := p[i+n:]
	if n == 1 || i > 0 && p[i-1] != '/' {
		return star, n
	}
	switch {
	case after == "", strings.HasPrefix(after, `\/`): // git lets an escaped slash stand for itself: no part may be left out before it
		return all, n
	case after[0] == '/':
		return dirs, n + 1
	default:
		return star, n
	}
}

func notSlash() *[256]bool {
	var s [256]bool
	for c := range s {
		s[c] = c != '/'
	}
	return &s
}

// match follows all ways through the pattern at once, one byte of the name after the other.
func (g glob) match(name string) bool {
	var small [2][64]bool
	now, next := small[0][:], small[1][:]
	if len(g)+1 > len(now) {
		now, next = make([]bool, len(g)+1), make([]bool, len(g)+1)
	}
	now, next = now[:len(g)+1], next[:len(g)+1]
	now[0] = true
	g.skip(now)
	for i := 0; i < len(name); i++ {
		if !g.step(now, next, name[i]) {
			return false
		}
		now, next = next, now
		g.skip(now)
	}
	return now[len(g)]
}

// step moves every way on by one byte; it reports whether any is left.
func (g glob) step(now, next []bool, c byte) (alive bool) {
	clear(next)
	for i, s := range g {
		if !now[i] {
			continue
		}
		switch s.kind {
		case char:
			next[i+1] = next[i+1] || s.char == c
		case set:
			next[i+1] = next[i+1] || s.set[c]
		case star:
			next[i] = next[i] || c != '/'
		case all:
			next[i] = true
		case dirs:
			next[i] = true
			next[i+1] = next[i+1] || c == '/'
		}
	}
	for _, n := range next {
		alive = alive || n
	}
	return alive
}

// skip adds the ways on which a step consumes nothing.
func (g glob) skip(now []bool) {
	for i, s := range g {
		if !now[i] {
			continue
		}
		switch s.kind {
		case star, all:
			now[i+1] = true
		case enter:
			now[i+1], now[i+2] = true, true
		}
	}
}

// class reads a bracket expression at the start of p and its length, 0 when it is malformed.
func class(p string) (*[256]bool, int) {
	var (
		s    [256]bool
		i    = 1
		last byte // the start of a range, if one may follow
	)
	at := func(i int) byte {
		if i < len(p) {
			return p[i]
		}
		return 0
	}
	negated := at(i) == '!' || at(i) == '^'
	if negated {
		i++
	}
	for first := true; first || at(i) != ']'; first = false {
		c := at(i)
		switch {
		case c == 0:
			return nil, 0
		case c == '\\':
			i++
			if c = at(i); c == 0 {
				return nil, 0
			}
			s[c] = true
			last = c
		case c == '-' && last != 0 && at(i+1) != 0 && at(i+1) != ']':
			i++
			if c = at(i); c == '\\' {
				i++
				if c = at(i); c == 0 {
					return nil, 0
				}
			}
			for r := int(last); r <= int(c); r++ {
				s[r] = true
			}
			last = 0
		case c == '[' && at(i+1) == ':':
			end := strings.IndexByte(p[i+2:], ']')
			if end < 0 {
				return nil, 0
			}
			name, named := strings.CutSuffix(p[i+2:i+2+end], ":")
			if !named {
				s['['] = true
				last = '['
				break
			}
			in := members(name)
			if in == nil {
				return nil, 0
			}
			for r := range s {
				s[r] = s[r] || in(byte(r))
			}
			i += 2 + end
			last = 0
		default:
			s[c] = true
			last = c
		}
		i++
	}
	for c := range s {
		s[c] = s[c] != negated && c != '/'
	}
	return &s, i + 1
}

// members is the test of a named class, nil for a name that there is not.
func members(name string) func(c byte) bool {
	between := func(c, lo, hi byte) bool { return lo <= c && c <= hi }
	digit := func(c byte) bool { return between(c, '0', '9') }
	upper := func(c byte) bool { return between(c, 'A', 'Z') }
	lower := func(c byte) bool { return between(c, 'a', 'z') }
	alpha := func(c byte) bool { return upper(c) || lower(c) }
	switch name {
	case "alnum":
		return func(c byte) bool { return alpha(c) || digit(c) }
	case "alpha":
		return alpha
	case "blank":
		return func(c byte) bool { return c == ' ' || c == '\t' }
	case "cntrl":
		return func(c byte) bool { return c < ' ' || c == 0x7f }
	case "digit":
		return digit
	case "graph":
		return func(c byte) bool { return between(c, '!', '~') }
	case "lower":
		return lower
	case "print":
		return func(c byte) bool { return between(c, ' ', '~') }
	case "punct":
		return func(c byte) bool { return between(c, '!', '~') && !alpha(c) && !digit(c) }
	case "space":
		return func(c byte) bool { return c == ' ' || between(c, '\t', '\r') }
	case "upper":
		return upper
	case "xdigit":
		return func(c byte) bool { return digit(c) || between(c, 'a', 'f') || between(c, 'A', 'F') }
	default:
		return nil
	}
}
