package page

import "strings"

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
		m.add(t, "the alternative text of an image is not shown", false)
		return end - i
	case end+1 < len(s) && (s[end+1] == '(' || s[end+1] == '['), m.defined[key(in.S[i+2:end])]:
		m.hide(t)
	}
	return 1
}

// emptyLink reports a link whose bracket closes at a byte with nothing in it that
// people could see; an image is seen.
func emptyLink(s string, close int) bool {
	front := strings.TrimRight(s[:close], " \t")
	return strings.HasSuffix(front, "[") && !strings.HasSuffix(front, "![")
}

// title judges the target of a link and says how long it is.
func (m *markup) title(t Text, i int) int {
	s := t.S[i:min(len(t.S), i+lookAhead)]
	if !strings.HasPrefix(s, "](") {
		m.reference(t, i)
		return 1
	}
	target, title, size := readTarget(s)
	switch {
	case endless(s, title, size):
		m.add(t.Slice(i, i+len(s)), "the title of a link has no end in sight", false)
		return len(s)
	case size == 0:
		return 1
	case target.to > target.from && emptyLink(t.S, i):
		m.add(t.Slice(i, i+size), "a link without words is not shown", false)
	case strings.HasSuffix(t.S[:i], "["+s[target.from:target.to]) && title.to == title.from: // shown as it is
	case aside(s[target.from:target.to]) || aside(s[title.from:title.to]):
		m.add(t.Slice(i, i+size), "the target and title of a link are not shown", false)
	case title.to > title.from:
		m.hide(t.Slice(i+title.from-1, i+title.to+1))
	}
	return size
}

// endless tells whether a title goes on beyond what is looked at.
func endless(s string, title span, size int) bool {
	return size == 0 && len(s) == lookAhead && title.from > 0
}

// maxParens is how deep parentheses may stand in a target, as GitHub reads it.
const maxParens = 32

// endsTarget are the bytes that no target holds without angle brackets.
var endsTarget = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, '<': true}

// readTarget reads "](target "title")"; size is 0 when that is none.
func readTarget(s string) (target, title span, size int) {
	i := 2 + skipBlank(s[2:])
	from := i
	if i < len(s) && s[i] == '<' {
		end := strings.IndexAny(s[i+1:], "<>")
		if end < 0 || s[i+1+end] == '<' {
			return span{}, span{}, 0
		}
		i += end + 2
	} else {
		for depth := 0; i < len(s) && (s[i] != ')' || depth > 0) && !endsTarget[s[i]]; i++ {
			switch s[i] {
			case '\\':
				i = min(i+1, len(s)-1)
			case '(':
				if depth++; depth > maxParens {
					return span{}, span{}, 0
				}
			case ')':
				depth--
			}
		}
	}
	target = span{from, i}
	blank := skipBlank(s[i:])
	i += blank
	if i < len(s) && s[i] == ')' {
		return target, span{}, i + 1
	}
	if blank == 0 || i == len(s) {
		return target, span{}, 0
	}
	close := s[i]
	switch close {
	case '(':
		close = ')'
	case '"', '\'':
	default:
		return target, span{}, 0
	}
	title.from = i + 1
	for i++; i < len(s) && s[i] != close; i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '(' && close == ')':
			return target, span{}, 0
		}
	}
	if i >= len(s) {
		return target, title, 0
	}
	title.to = i
	i++
	i += skipBlank(s[i:])
	if i == len(s) || s[i] != ')' {
		return target, span{}, 0
	}
	return target, title, i + 1
}
