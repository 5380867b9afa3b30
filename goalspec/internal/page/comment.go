package page

import "strings"

// Comments finds the HTML comments that the page does not show. Where the
// structure leaves a doubt whether a comment stands in code, it counts as
// hidden.
func Comments(body string) []Region {
	if !strings.Contains(body, "<!--") {
		return nil
	}
	f := commentFinder{body: body, gap: true, plain: true, wary: wary(body), close: strings.LastIndex(body, "-->")}
	for f.off < len(body) {
		f.line()
	}
	return f.out
}

// wary reports whether a body holds structure in which fences cannot be
// followed line by line: fences inside lists, quotations and raw markup, unless
// they only are indented and end as they begin, or markup that runs over empty
// lines.
func wary(body string) bool {
	lines := strings.Split(body, "\n")
	fence := ""
	text := false // a line of this block may have begun raw markup
	for i := 0; i < len(lines); i++ {
		l := strings.TrimRight(lines[i], "\r")
		if fence != "" {
			if closeFence(l, fence) {
				fence = ""
			}
			continue
		}
		bare := strings.TrimLeft(l, containerMarks)
		mark, _, opens := openFence(bare)
		switch {
		case rawBlock(l), opens && text:
			return true
		case opens && len(bare) == len(l):
			fence = mark
			continue
		case opens:
			end := closedAlike(lines, i, mark)
			if len(bare) != len(l)-skipBlank(l) || end < 0 {
				return true
			}
			i = end
			continue
		}
		text = opensMarkup(bare) || text && strings.TrimSpace(l) != ""
	}
	return false
}

// closedAlike is the line that closes an indented fence with the indentation it
// opened with, when nothing in between stands further left; -1 otherwise. Such
// a fence begins and ends together whatever list it belongs to.
func closedAlike(lines []string, open int, mark string) int {
	ind := indent(lines[open])
	for i := open + 1; i < len(lines); i++ {
		l := strings.TrimRight(lines[i], "\r")
		switch {
		case skipBlank(l) == len(l):
		case indent(l) < ind:
			return -1
		case indent(l) == ind && closeFence(l[skipBlank(l):], mark):
			return i
		}
	}
	return -1
}

// containerMarks are what may stand before the content of a line in lists and
// quotations.
const containerMarks = " \t>-*+•0123456789.)"

// opensMarkup reports whether a line may begin a block of raw HTML.
func opensMarkup(bare string) bool {
	return len(bare) > 1 && bare[0] == '<' && (bare[1] == '/' || bare[1] == '?' || bare[1] == '!' || isLetter(bare[1]))
}

// rawBlock finds the beginning of raw markup that runs over empty lines; behind code
// marks none begins, but perhaps in a footnote.
func rawBlock(l string) bool {
	last := strings.LastIndex(l, "-->")
	for i := 0; i+1 < len(l); i++ {
		if l[i] == '`' && !strings.Contains(l[:i], "[^") {
			return false
		}
		if l[i] != '<' {
			continue
		}
		rest := l[i+1 : min(len(l), i+10)]
		if strings.HasPrefix(rest, "!--") && i < last {
			continue
		}
		if rest[0] == '?' || rest[0] == '!' {
			return true
		}
		for _, name := range []string{"pre", "script", "style", "textarea"} {
			if len(rest) >= len(name) && strings.EqualFold(rest[:len(name)], name) {
				return true
			}
		}
	}
	return false
}

type commentFinder struct {
	body  string
	wary  bool
	off   int
	end   int    // of the line that is read, its line end included
	close int    // where the last comment's end stands
	fence string // the marks of the open fence
	inner bool   // it may be none: no comment in it is taken for shown
	depth int    // how far
	gap   bool   // an empty line came, and no paragraph since
	plain bool   // what came last stands in nothing else
	loose bool   // a line of this block leaves its code or markup open
	rest  bool   // the next line to read is the rest of one
	raw   bool   // the line is in raw markup that ends with an empty line
	pre   bool   // the same, with the end of an element
	ends  bool   // which stands in the line
	block bool   // the first comment of the line began it, and ends with it
	item  int    // the column at which the content of the open item begins
	out   []Region
}

func (f *commentFinder) line() {
	if f.off >= f.end {
		f.end = len(f.body)
		if i := strings.IndexByte(f.body[f.off:], '\n'); i >= 0 {
			f.end = f.off + i + 1
		}
	}
	line := strings.TrimRight(f.body[f.off:f.end], "\r\n")
	rest := f.rest // a comment came before in this line: no fence opens here
	f.rest = false
	if !f.wary && !rest && f.fenced(line) && !f.inner {
		f.off = f.end
		return
	}
	if !rest && f.code(line) && !f.wary {
		f.off = f.end
		return
	}
	if !rest {
		f.follow(line)
	}
	at, open := commentIn(line, f.wary || f.loose || f.inner)
	loose := f.loose || open
	f.loose = loose
	if at < 0 {
		f.off = f.end
		return
	}
	begins := strings.Trim(line[:at], containerMarks) == ""
	f.comment(f.off+at, loose || begins)
	f.block = !rest && begins || rest && f.block
	if last := &f.out[len(f.out)-1]; rest && f.block && last.To > f.end || f.outlives(line[:at], *last) {
		last.To, f.off, f.rest = len(f.body), len(f.body), false
	}
}

// follow keeps in mind in which markup and item a line stands.
func (f *commentFinder) follow(line string) {
	off, _, opens := content(line)
	bare := line[off:]
	f.pre, f.ends = f.pre && !f.ends, endsVerbatim(line)
	switch {
	case bare == "":
		f.raw = false
	case !f.raw && !f.pre && opensRaw(bare) && bare[1] != '!' && bare[1] != '?':
		t, _ := readTag(bare[:min(len(bare), lookAhead)])
		f.pre = verbatim(t.name)
		f.raw = !f.pre
	}
	switch {
	case opens:
		f.item = off
	case strings.TrimSpace(line) != "" && indent(line) < f.item:
		f.item = 0
	}
}

// outlives reports a comment whose block of raw markup ends before it: the page
// shows its end mark as text, and so no end of it.
func (f *commentFinder) outlives(before string, r Region) bool {
	begins := strings.Trim(before, containerMarks) == ""
	_, quotes, _ := content(before)
	l, rest, more := strings.Cut(f.body[r.From:r.To], "\n")
	for more {
		if f.pre && endsVerbatim(l) {
			return true
		}
		l, rest, more = strings.Cut(rest, "\n")
		blank := strings.TrimSpace(l) == ""
		_, marks, _ := content(l)
		if f.raw && blank || (begins || f.raw || f.pre) && (marks < quotes || !blank && indent(l) < f.item) {
			return true
		}
	}
	return false
}

// code reports a line of indented code, for certain: no list, quotation or
// paragraph stands above that it could belong to.
func (f *commentFinder) code(line string) bool {
	blank := strings.TrimSpace(line) == ""
	switch {
	case blank:
		f.loose, f.gap = false, true
		return false
	case indent(line) > 3:
		return f.gap && f.plain
	}
	_, off, opens := content(line)
	f.plain = f.gap && off == 0 && !opens && !strings.HasPrefix(strings.TrimLeft(line, " "), "[") && !opensMarkup(strings.TrimLeft(line, " ")) && indent(line) == 0 || f.plain && indent(line) == 0 && off == 0 && !opens
	f.gap = false
	return false
}

// fenced follows the fences of a body that is not wary.
func (f *commentFinder) fenced(line string) bool {
	if f.fence != "" {
		if closeFence(line[min(f.depth, skipBlank(line)):], f.fence) && (f.depth == 0 || indent(line) == f.depth) {
			f.fence, f.inner, f.depth = "", false, 0
		}
		return true
	}
	mark, _, ok := openFence(line)
	if loose := f.loose; ok {
		f.fence, f.depth, f.loose = mark, indent(line), false
		f.inner = f.depth > 0 && loose
	}
	return ok
}

// comment takes the comment that opens at from. One without an end hides all
// that follows when it begins a line or markup came before, else it is text with
// an odd beginning.
func (f *commentFinder) comment(from int, begins bool) {
	to := len(f.body)
	if !begins {
		to = from + 4
	}
	switch rest := f.body[from+4:]; {
	case strings.HasPrefix(rest, ">"):
		to = from + 5
	case strings.HasPrefix(rest, "->"):
		to = from + 6
	case from+4 <= f.close:
		to = from + 4 + strings.Index(rest, "-->") + 3
	}
	f.out = append(f.out, Region{from, to})
	f.off = to
	f.loose, f.rest = true, to < f.end || f.body[to-1] != '\n'
}

// commentIn is where a comment opens in a line, or -1. Unless all is asked for,
// code spans that open and close in the line are passed over. open reports
// that the line leaves a code span or a tag to the lines below.
func commentIn(line string, all bool) (at int, open bool) {
	if all {
		return strings.Index(line, "<!--"), true
	}
	ends, odd := codeEnds(line)
	if odd >= 0 {
		return strings.Index(line, "<!--"), true
	}
	for i := 0; i < len(line); {
		switch {
		case line[i] == '\\' && i+1 < len(line) && line[i+1] != '<':
			i += 2
		case line[i] == '`':
			n := run(line, i)
			end, ok := ends[i]
			switch {
			case ok && strings.Contains(line[i:end], "|"): // a table would cut there first
				return strings.Index(line, "<!--"), true
			case ok:
				i = end
			default:
				open = true
				i += n
			}
		case strings.HasPrefix(line[i:], "<!--"):
			return i, open
		case opensMarkup(line[i:]), hasOddTarget(line[i:]):
			return strings.Index(line, "<!--"), true
		default:
			i++
		}
	}
	return -1, open
}

// hasOddTarget reports whether the target of a link begins here that could hold
// marks of code.
func hasOddTarget(s string) bool {
	if !strings.HasPrefix(s, "](") {
		return false
	}
	end := strings.IndexByte(s, ')')
	return end < 0 || strings.ContainsAny(s[2:end], "`\"'(<\\")
}
