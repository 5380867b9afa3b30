package goalspec

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// dashes look like the hyphen that begins an option; the first two are drawn as one
// and right in prose.
const dashes = "‐‑‒–—−﹣－"

// twinMark is drawn as a slash or a stop.
func twinMark(r rune) bool { return r == '∕' || r == '⁄' || r == '․' }

// letters finds paths and commands with letters that people take for Latin ones
// and a model does not.
func (l *linter) letters() {
	var found []page.Text
	look := func(t page.Text, code bool) {
		if !prose.ASCII(t.S) {
			found = append(found, disguised(t, code)...)
		}
	}
	look(page.Bare(l.doc.title), false)
	for i := range l.doc.blocks {
		b := &l.doc.blocks[i]
		if b.Kind == page.Fence && !entry.IsShell(b) {
			continue
		}
		look(b.Name, false)
		for _, t := range b.Lines {
			look(t, b.Kind == page.Fence)
		}
	}
	l.bounded(len(found), lookalikeLetter, func(i int) Finding {
		if dashed(found[i].S) {
			return lookalikeLetter.at(spanOf(found[i]).orStart(), "%q holds a sign that only looks like a hyphen: %+q", prose.Clip(found[i].S), prose.Clip(found[i].S))
		}
		return lookalikeLetter.at(spanOf(found[i]).orStart(), "%q holds a letter that only looks like a Latin one: %+q", prose.Clip(found[i].S), prose.Clip(found[i].S))
	})
}

// disguised are the words of paths and commands in a line, in code marks or not,
// that hold such a letter. What follows "run:" or "$ " is a command.
func disguised(t page.Text, code bool) (out []page.Text) {
	for i := 0; i < len(t.S); {
		size := 0
		for i+size < len(t.S) && t.S[i+size] != ' ' && t.S[i+size] != '\t' && t.S[i+size] != '`' {
			size++
		}
		w := t.S[i : i+size]
		if !prose.ASCII(w) && (code && dashed(w) || (code || strings.ContainsAny(w, "/\\*") || strings.ContainsFunc(w, twinMark) || fileLike(w)) && disguises(w, code)) {
			spoken := code && utf8.RuneCountInString(w) == 1 && i > 0 && t.S[i-1] == '`' && i+size < len(t.S) && t.S[i+size] == '`' // only a letter
			if !spoken {
				out = append(out, t.Slice(i, i+size))
			}
		}
		switch i += size; {
		case i < len(t.S) && t.S[i] == '`':
			code = !code
		case w == "$" || strings.EqualFold(w, "run:") || strings.EqualFold(w, "command:"):
			code = true
		}
		i++
	}
	return out
}

// dashed reports a word that begins with another sign than the hyphen of an option,
// or has one between its letters.
func dashed(w string) bool {
	option := strings.TrimLeft(w, "-"+dashes)
	if option != w && option != "" && prose.IsLetter(option[0]) && !prose.ASCII(w[:len(w)-len(option)]) {
		return true
	}
	for i, r := range option {
		if r < utf8.RuneSelf {
			continue
		}
		if size := utf8.RuneLen(r); i > 0 && i+size < len(option) && prose.IsLetter(option[i-1]) && prose.IsLetter(option[i+size]) && strings.ContainsRune(dashes, r) && (option != w || r == '‐' || r == '‑') {
			return true
		}
	}
	return false
}

// fileLike reports a word with a stop inside, as a host or a file has.
func fileLike(w string) bool {
	at := strings.IndexByte(w, '.')
	return at > 0 && at < len(w)-1
}

// disguises reports a word in which a letter passes for a Latin one: beside
// Latin letters and no others, or with nothing around that shows its alphabet.
func disguises(w string, code bool) bool {
	mixed, alone, plain := false, false, false
	latin, twin, near, other := 0, 0, 0, 0 // of a run of letters
	ends := func() {
		mixed = mixed || latin > 0 && twin+near > 0 && other == 0
		alone = alone || twin > 0
		plain = plain || near+other > 0
		latin, twin, near, other = 0, 0, 0, 0
	}
	some, table := code, prose.Likenesses()
	path := code || strings.Contains(w, "/")
	marked := false
	for _, r := range w {
		like, known := prose.Likeness{}, false
		if r >= utf8.RuneSelf && r != utf8.RuneError {
			like, known = table[r]
			marked = marked || twinMark(r) || path && (r == '‐' || r == '‑')
		}
		switch {
		case r < utf8.RuneSelf && prose.IsLetter(byte(r)):
			latin, some = latin+1, true
		case like.Twin, r >= 0x1d400 && r <= 0x1d6a3, r >= 0xff21 && r <= 0xff5a:
			twin++
		case known && !like.Loose:
			near++
		case r != utf8.RuneError && unicode.IsLetter(r):
			other++
		default:
			ends()
		}
	}
	ends()
	return marked && some || mixed || alone && some && !plain
}

// imitations finds headings and label lines that people take for a field's
// label while the reader does not.
func (l *linter) imitations() {
	var found []page.Text
	odd := 0
	count := func(t page.Text) bool {
		if odd++; odd == labels.MaxOdd {
			f := manyStatements.at(spanOf(t), "more than %d lines of odd letters may be labels", labels.MaxOdd)
			f.Suggestion = "Put lists and logs in a code fence, or shorten them."
			l.add(f)
		}
		return odd < labels.MaxOdd
	}
	for i := range l.doc.blocks {
		b := &l.doc.blocks[i]
		switch b.Kind {
		case page.Heading:
			if (prose.ASCII(b.Name.S) || count(b.Name)) && labels.LooksLikeField(b.Name.S, true) != field.Unknown {
				found = append(found, b.Name)
			}
		case page.Para, page.Item, page.Quote, page.Label:
			for _, t := range b.Lines {
				s, shaped := labels.LabelShaped(t.S)
				strange := shaped && (!prose.ASCII(s) || strings.ContainsAny(s, "&<"))
				if shaped && (!strange || count(t)) && imitates(t) {
					found = append(found, t)
				}
			}
		}
	}
	l.bounded(len(found), lookalikeLabel, func(i int) Finding {
		return lookalikeLabel.at(spanOf(found[i]), "%q looks like a field's label and is none", prose.Clip(found[i].S))
	})
}

// imitates reports a line that begins with what only looks like a label, or
// with one that only the page shows as such.
func imitates(t page.Text) bool {
	s, shaped := labels.LabelShaped(t.S)
	if !shaped {
		return false
	}
	plain := prose.ASCII(s)
	name, rest, split := labels.Split(page.Bare(s))
	if split && labels.LooksLikeField(name, rest.S == "") != field.Unknown {
		return true
	}
	if plain && strings.IndexByte(s, '&') < 0 && strings.IndexByte(s, '<') < 0 {
		return false
	}
	words := prose.PlainWords(s)
	if words == s {
		return false
	}
	shown, rest, ok := labels.Split(page.Bare(words))
	if !ok || strings.TrimSpace(shown) == prose.PlainWords(name) && !strings.Contains(name, "~~") {
		return false
	}
	if labels.Field(shown, rest.S == "") == field.Unknown && labels.LooksLikeField(shown, rest.S == "") == field.Unknown {
		return false
	}
	_, _, ok = labelLine(page.Bare(s))
	return !ok
}
