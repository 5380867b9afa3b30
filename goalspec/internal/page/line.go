package page

import "strings"

// indent counts leading columns, a tab reaching the next multiple of four.
func indent(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}

// skipBlank is the offset of the first byte that is not blank.
func skipBlank(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' && s[i] != '\t' {
			return i
		}
	}
	return len(s)
}

// heading reads "### words ###"; from and to bound the words.
func heading(l string) (level, from, to int, ok bool) {
	if indent(l) > 3 {
		return 0, 0, 0, false
	}
	i := skipBlank(l)
	for ; i < len(l) && l[i] == '#'; i++ {
		level++
	}
	if level < 1 || level > 6 || i < len(l) && l[i] != ' ' && l[i] != '\t' {
		return 0, 0, 0, false
	}
	from = i + skipBlank(l[i:])
	to = len(strings.TrimRight(l, " \t"))
	if to <= from {
		return level, from, from, true
	}
	if open := len(strings.TrimRight(l[from:to], "#")); open == 0 || isBlank(l[from+open-1]) {
		to = from + len(strings.TrimRight(l[from:from+open], " \t"))
	}
	return level, from, to, true
}

// item reads a list marker; off is where its content begins.
func item(l string) (number, off int, ok bool) {
	i := skipBlank(l)
	start := i
	switch {
	case i == len(l):
		return 0, 0, false
	case l[i] == '-' || l[i] == '*' || l[i] == '+':
		i++
	case strings.HasPrefix(l[i:], "•"):
		i += len("•")
	default:
		for ; i < len(l) && i-start < 9 && l[i] >= '0' && l[i] <= '9'; i++ {
			number = number*10 + int(l[i]-'0')
		}
		if i == start || i == len(l) || l[i] != '.' && l[i] != ')' {
			return 0, 0, false
		}
		i++
	}
	if i < len(l) && l[i] != ' ' && l[i] != '\t' {
		return 0, 0, false
	}
	return number, i + skipBlank(l[i:]), true
}

// box reads "[ ] " or "[x] "; off is what comes after.
func box(s string) (mark byte, off int) {
	if len(s) < 3 || s[0] != '[' || s[2] != ']' || len(s) > 3 && s[3] != ' ' && s[3] != '\t' {
		return 0, 0
	}
	if s[1] != ' ' && s[1] != 'x' && s[1] != 'X' {
		return 0, 0
	}
	return s[1] | 0x20, 3 + skipBlank(s[3:])
}

// openFence reads the marks and the info string of a line that opens a fence,
// whatever its indentation.
func openFence(l string) (mark, info string, ok bool) {
	s := l[skipBlank(l):]
	if len(s) < 3 || s[0] != '`' && s[0] != '~' {
		return "", "", false
	}
	n := len(s) - len(strings.TrimLeft(s, s[:1]))
	info = strings.TrimSpace(s[n:])
	if n < 3 || s[0] == '`' && strings.Contains(info, "`") {
		return "", "", false
	}
	return s[:n], info, true
}

func opensFence(l string) bool {
	_, _, ok := openFence(l)
	return ok
}

// closeFence reports whether a line, cut by its container, ends a fence.
func closeFence(l, mark string) bool {
	s := strings.Trim(l, " \t")
	return indent(l) <= 3 && len(s) >= len(mark) && strings.Trim(s, mark[:1]) == ""
}

// rule reads a thematic break.
func rule(l string) bool {
	if indent(l) > 3 {
		return false
	}
	var mark byte
	n := 0
	for i := 0; i < len(l); i++ {
		switch c := l[i]; {
		case c == ' ' || c == '\t':
		case (c == '-' || c == '*' || c == '_') && (mark == 0 || mark == c):
			mark = c
			n++
		default:
			return false
		}
	}
	return n >= 3
}

// underline reads the line below a setext heading.
func underline(l string) (level int) {
	s := strings.Trim(l, " \t")
	switch {
	case s == "" || indent(l) > 3:
		return 0
	case strings.Trim(s, "=") == "":
		return 1
	case strings.Trim(s, "-") == "":
		return 2
	}
	return 0
}

// tableRule reads the line below a table's header and counts its columns.
func tableRule(l string) (columns int) {
	if !strings.Contains(l, "-") || strings.Trim(l, " \t|:-") != "" {
		return 0
	}
	return len(strings.Split(strings.Trim(l, " \t|"), "|"))
}

// cutIndent drops up to n leading columns.
func cutIndent(l string, n int) string {
	for n > 0 && l != "" && (l[0] == ' ' || l[0] == '\t') {
		if l[0] == '\t' {
			n -= 3
		}
		l, n = l[1:], n-1
	}
	return l
}

// markupOnly reads a line that holds nothing but one tag that only lays out.
func markupOnly(l string) bool {
	s := strings.Trim(l, " \t")
	if len(s) < 3 || len(s) > 40 || s[0] != '<' || strings.IndexByte(s, '>') != len(s)-1 {
		return false
	}
	t, ok := readTag(s)
	if !ok || t.hides || len(t.texts) > 0 {
		return false
	}
	switch t.name {
	case "details", "summary", "p", "br", "div", "sub", "sup", "hr":
		return true
	}
	return false
}

// foldLine reads the visible line of a section that folds.
func foldLine(l string) bool {
	s := strings.TrimLeft(l, " \t")
	return len(s) > 9 && (strings.EqualFold(s[:9], "<summary>") || strings.EqualFold(s[:9], "<details>"))
}
