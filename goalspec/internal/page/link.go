package page

import (
	"strings"
	"unicode"
)

// alt judges the alternative text of an image and says how far to go on.
func (m *markup) alt(in *inline, i int) int {
	s := in.S
	if !strings.HasPrefix(s[i:], "![") {
		return 1
	}
	end := int(in.pairs()[i+1])
	if end == 0 {
		return 1
	}
	t := in.Slice(i+2, end)
	switch {
	case t.S == "":
	case aside(t.S):
		m.add(t, altText, !longAlt(t.S))
		return end - i
	case end+1 < len(s) && (s[end+1] == '(' || s[end+1] == '['), m.defined[key(in.S[i+2:end])]:
		m.hide(t)
	}
	return 1
}

const altText = "the alternative text of an image is not shown"

// longAlt reports an alternative text that says more than an image shows; others
// are for people who cannot see it, and no model reads them.
func longAlt(s string) bool {
	return len(s) > 2*maxAsideBytes || countWords(s, 5*maxAside+1) > 5*maxAside
}

// emptyLink reports a link whose bracket closes at a byte with nothing in it that
// people could see; an image is seen.
func emptyLink(s string, close int) bool {
	front := strings.TrimRight(s[:close], " \t")
	return strings.HasSuffix(front, "[") && !strings.HasSuffix(front, "![")
}

// title judges the target of a link and says how long it is.
func (m *markup) title(in *inline, i int) int {
	if !strings.HasPrefix(in.S[i:], "](") {
		m.reference(in.Text, i)
		return 1
	}
	if in.pairs()[i] == 0 { // no bracket opens it
		return 1
	}
	s, target, title, size := in.targets.read(in.S, i)
	switch {
	case endless(s, title, size):
		m.add(in.Slice(i, i+len(s)), "the title of a link has no end in sight", false)
		return len(s)
	case size == 0:
		return 1
	case target.to > target.from && emptyLink(in.S, i):
		m.add(in.Slice(i, i+size), "a link without words is not shown", false)
	case strings.HasSuffix(in.S[:i], "["+s[target.from:target.to]) && title.to == title.from: // shown as it is
	case aside(s[target.from:target.to]) || aside(s[title.from:title.to]):
		m.add(in.Slice(i, i+size), "the target and title of a link are not shown", false)
	default:
		if address := s[target.from:target.to]; spoken(address) || in.pairs()[i] < 0 && sentence(address) {
			m.hide(in.Slice(i+target.from, i+target.to))
		}
		if title.to > title.from {
			m.hide(in.Slice(i+title.from-1, i+title.to+1))
		}
	}
	return size
}

// spoken reports a target with blanks, which is no address: nobody sees it.
func spoken(target string) bool { return strings.ContainsAny(target, " \t") }

// maxNameWords is how many words the name of an image may have that nobody sees.
const maxNameWords = 3

// sentence reports an address that reads as words.
func sentence(address string) bool {
	words, from := 0, 0
	for i, c := range address {
		switch {
		case unicode.IsLetter(c):
			continue
		case !strings.ContainsRune("-_+%.", c):
			words = 0
		case i > from:
			words++
		}
		if from = i + 1; words >= maxNameWords {
			return true
		}
	}
	return false
}

// endless tells whether a title goes on beyond what is looked at.
func endless(s string, title span, size int) bool {
	return size == 0 && len(s) == lookAhead && title.from > 0
}

// maxParens is how deep parentheses may stand in a target, as GitHub reads it.
const maxParens = 32

// escapes reports a backslash that takes the mark behind it for itself.
func escapes(s string, i int) bool {
	return s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0
}

// angleEnd is the offset behind a target in angle brackets that begins s, or 0.
func angleEnd(s string) int {
	for i := 1; i < len(s); i++ {
		switch {
		case escapes(s, i):
			i++
		case s[i] == '>':
			return i + 1
		case s[i] == '<':
			return 0
		}
	}
	return 0
}

// targets are where the targets of a text end that stand in no angle brackets:
// one may begin in another, and so they are all looked for at once.
type targets struct {
	ends  []linkTarget // in the order of the text
	open  []paren
	at    int // the one that was asked for last
	known bool
}

// linkTarget is where the target ends that begins with a parenthesis; 0 when
// parentheses stand too deep in it.
type linkTarget struct{ paren, end int32 }

// paren is one that is open, how deep others stood in it, and its place among
// the targets, or -1.
type paren struct{ deep, target int32 }

func (t *targets) find(s string) {
	t.ends, t.at, t.known = t.ends[:0], 0, true
	open := t.open[:0]
	leave := func(most, end int) {
		for n := len(open) - 1; n >= most; n-- {
			p := open[n]
			open = open[:n]
			if n > 0 {
				open[n-1].deep = max(open[n-1].deep, p.deep+1)
			}
			if p.target >= 0 && p.deep <= maxParens {
				t.ends[p.target].end = int32(end)
			}
		}
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case escapes(s, i):
			i++
		case c == '(' && i > 0 && s[i-1] == ']':
			blank := skipBlank(s[i+1:])
			if blank > 0 {
				leave(0, i+1)
			}
			open = append(open, paren{target: int32(len(t.ends))})
			t.ends = append(t.ends, linkTarget{paren: int32(i)})
			i += blank
		case c == '(':
			open = append(open, paren{target: -1})
		case c == ')':
			leave(max(0, len(open)-1), i)
		case isBlank(c):
			leave(0, i)
		}
	}
	leave(0, len(s))
	t.open = open
}

// end is where the target ends that begins with a parenthesis, or 0. It is asked
// for from the front to the back.
func (t *targets) end(s string, paren int) int {
	if !t.known {
		t.find(s)
	}
	for t.at < len(t.ends) && int(t.ends[t.at].paren) < paren {
		t.at++
	}
	if t.at == len(t.ends) || int(t.ends[t.at].paren) != paren {
		return 0
	}
	return int(t.ends[t.at].end)
}

// read reads "](target "title")" at a byte of a text, in what is looked at of it;
// size is 0 when that is none.
func (t *targets) read(text string, at int) (s string, target, title span, size int) {
	s = text[at:min(len(text), at+lookAhead)]
	i := 2 + skipBlank(s[2:])
	from := i
	if i < len(s) && s[i] == '<' {
		end := angleEnd(s[i:])
		if end == 0 {
			return s, span{}, span{}, 0
		}
		i += end
	} else if i = t.end(text, at+1) - at; i < from {
		return s, span{}, span{}, 0
	}
	i = min(i, len(s))
	target = span{from, i}
	blank := skipBlank(s[i:])
	i += blank
	if i < len(s) && s[i] == ')' {
		return s, target, span{}, i + 1
	}
	if blank == 0 || i == len(s) {
		return s, target, span{}, 0
	}
	close := s[i]
	switch close {
	case '(':
		close = ')'
	case '"', '\'':
	default:
		return s, target, span{}, 0
	}
	title.from = i + 1
	escaped := 0 // the last mark with a backslash, which ends it when no other does
	for i++; i < len(s) && s[i] != close; i++ {
		switch {
		case s[i] == '\\':
			if i++; i < len(s) && s[i] == close {
				escaped = i
			}
		case s[i] == '(' && close == ')':
			return s, target, span{}, 0
		}
	}
	if i >= len(s) && escaped > 0 && len(s) < lookAhead {
		i = escaped
	}
	if i >= len(s) {
		return s, target, title, 0
	}
	title.to = i
	i++
	i += skipBlank(s[i:])
	if i == len(s) || s[i] != ')' {
		return s, target, span{}, 0
	}
	return s, target, title, i + 1
}
