package glob

import (
	"bytes"
	"slices"
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

// places are the tokens that a pattern may stand before; the second half are those inside a
// segment of a tree.
type places []byte

// stands reports whether there is any.
func (p places) stands() bool { return bytes.IndexByte(p, 1) >= 0 }

// reach adds a place and those that need no rune to get to.
func (p places) reach(tokens []token, at int) {
	for ; at < len(tokens); at++ {
		p[at] = 1
		if tokens[at].kind != tokenStar && tokens[at].kind != tokenTree {
			return
		}
	}
}

// ends reports whether the path may end here.
func (p places) ends() bool { return p[len(p)/2-1] == 1 }

// after adds to out the places behind one rune, or behind a slash.
func (p places) after(tokens []token, r string, out places) {
	slash := r == "/"
	for i, t := range tokens {
		if p[len(tokens)+i] == 1 { // inside a segment of a tree
			if slash {
				out.reach(tokens, i)
			} else {
				out[len(tokens)+i] = 1
			}
		}
		if p[i] == 0 {
			continue
		}
		switch {
		case t.kind == tokenSlash && slash, t.kind == tokenRune && t.text == r, t.kind == tokenClass && !slash && oneRune(t.text, r):
			out.reach(tokens, i+1)
		case t.kind == tokenStar && !slash:
			out.reach(tokens, i)
		case t.kind == tokenTree && !slash:
			out[len(tokens)+i] = 1
		}
	}
}

func oneRune(class, r string) bool {
	ok, _ := segment{text: class}.match(r)
	return ok
}

// Unnamed stands for the runes that no pattern names.
const Unnamed = '\uE000'

// alphabet has a rune for each way in which runes can differ to the patterns.
func alphabet(lists ...[]token) []string {
	seen := map[rune]bool{Unnamed: true}
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
