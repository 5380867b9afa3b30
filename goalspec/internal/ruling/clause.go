package ruling

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Clause is a statement cut into words. Of each its class is known, so that
// classes is what the grammar reads.
type Clause struct {
	S       string
	Words   []word
	Classes string
	wide    string // the same for what forbids, see widen
	remarks bool   // one in parentheses may bound paths
	glossed bool   // one in parentheses names a path
}

// word is where one word, phrase, mark, code span or parenthesis stands.
type word struct{ From, To int }

// NewClause cuts a statement.
func NewClause(s string) Clause {
	c := newCutter(s)
	for c.at < len(s) {
		c.next()
	}
	return c.done()
}

// newCutter begins to cut a statement.
func newCutter(s string) clauseCutter {
	const letters = 5 // of a word, about
	return clauseCutter{Clause: Clause{S: s, Words: make([]word, 0, len(s)/letters+2)}, classes: make([]byte, 0, len(s)/letters+2)}
}

func (c *clauseCutter) done() Clause {
	c.asNeeded()
	c.names()
	c.pronouns()
	c.Clause.Classes = string(c.classes)
	c.widen()
	return c.Clause
}

// whereNeeded begins words between commas that only say that something may not be needed.
var whereNeeded = regexp.MustCompile(`(?i)^(?:if|when|where)(?: \S+){0,3}? (?:needs?|needed|necessary|required|wants?|wanted|like)\b`)

// asNeeded takes such words for nothing: what is named behind them stands in one list with
// what is named before.
func (c *clauseCutter) asNeeded() {
	for from := 1; from < len(c.classes); from++ {
		if c.classes[from] != prose.IsWhen || c.classes[from-1] != prose.IsJoint {
			continue
		}
		to := from
		for to < len(c.classes) && c.classes[to] == prose.IsWhen {
			to++
		}
		if to < len(c.classes) && c.classes[to] == prose.IsJoint && whereNeeded.MatchString(c.S[c.Words[from].From:c.Words[to-1].To]) {
			copy(c.classes[from:to], bytes.Repeat([]byte{prose.IsJoint}, to-from))
		}
		from = to
	}
}

func (c Clause) word(i int) string { return c.S[c.Words[i].From:c.Words[i].To] }

type clauseCutter struct {
	Clause
	classes []byte
	at      int
	when    bool // inside of what a condition says
}

func (c *clauseCutter) add(class byte, to int) {
	switch {
	case class == prose.IsStop || class == prose.IsColon || class == prose.IsJoint && c.S[c.at] == ',':
		c.when = false
	case class == prose.IsWhen:
		c.when = true
	case c.when:
		class = prose.IsWhen
	}
	c.Words, c.classes, c.at = append(c.Words, word{c.at, to}), append(c.classes, class), to
}

// next takes one word.
func (c *clauseCutter) next() {
	s := c.S[c.at:]
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune(" \t\r\n\"“”‘’')<>«»‹›„「」『』", r), r == '_' && PathClass(barePath(strings.TrimRight(s[:wordEnd(s)], ",;:!?"))) == prose.IsWord:
		c.at += size
	case r == '`':
		if end := strings.IndexByte(s[1:], '`'); end > 0 {
			c.add(codeClass(s[1:end+1]), c.at+end+2)
			return
		}
		c.at++
	case r == '(':
		c.gloss(s)
	case strings.ContainsRune(",&，、", r):
		c.add(prose.IsJoint, c.at+size)
	case strings.ContainsRune(";!?…。；！？", r):
		c.add(prose.IsStop, c.at+size)
	case strings.ContainsRune(":：–—", r):
		c.add(prose.IsColon, c.at+size)
	default:
		c.bare(s)
	}
}

// gloss takes what stands in parentheses; when that only says "only", it counts.
func (c *clauseCutter) gloss(s string) {
	end := strings.IndexByte(s, ')')
	if end < 0 {
		c.at++
		return
	}
	class, inside := byte(prose.IsGloss), NewClause(s[1:end]).Classes
	c.glossed = c.glossed || strings.ContainsAny(inside, "per")
	c.remarks = c.remarks || strings.ContainsAny(inside, "nkfF") && strings.ContainsAny(inside, Paths+"T") || bansSo.MatchString(inside)
	switch {
	case strings.IndexByte(inside, prose.IsOnly) >= 0 && strings.Trim(inside, "io") == "":
		class = prose.IsOnly
	case inside != "" && strings.Trim(inside, "p,") == "" && c.named(s[end+1:]):
		c.at++
		return
	case inside != "" && strings.Trim(inside, "pQ,") == "" && c.named(s[end+1:]):
		class = prose.IsUnread
	}
	c.add(class, c.at+end+1)
}

var (
	// bans are the words before what is named that ask for it to stay.
	bans = regexp.MustCompile(`(?:^|[.,:])[imdyo]*(?:n[bi]*t|Wi*t|k|oi*[tv]|[tv]i*o)$`)
	// leftAlone are those that ask for it and name it themselves.
	leftAlone = regexp.MustCompile(`(?:^|[.,:])[imdyo]*k[iwjqQ]+[fF]$`)
	// changeOf is a change, in front of what is said to be off limits behind it.
	changeOf = regexp.MustCompile(`(?:^|[.,:])[iy]*t$`)
	offBy    = regexp.MustCompile(`(?i)^\s+(?:is|are) (?:\w+ly )?(?:off|forbidden|prohibited|banned|frozen|taboo|not (?:allowed|permitted|wanted|welcome)|a no-go|out of)\b`)
	// mayNotBe are those behind a subject.
	mayNotBe = regexp.MustCompile(`(?i)^\s+(?:must|should|shall|may|is|are|stays?|remains?)\b`)
)

// named makes words of no weight of those that the paths in the parenthesis behind
// them stand for, as in "do not touch the storage layer (`store/**`)".
func (c *clauseCutter) named(rest string) bool {
	n := len(c.Words)
	if leftAlone.Match(c.classes) {
		return true
	}
	for n > 0 && strings.IndexByte("wijyqQ", c.classes[n-1]) >= 0 {
		if n--; strings.EqualFold(c.S[c.Words[n].From:c.Words[n].To], "of") {
			return false // only a part or a quality of it
		}
	}
	if n > 0 && !bans.Match(c.classes[:n]) && !(changeOf.Match(c.classes[:n]) && offBy.MatchString(rest)) || n == 0 && !mayNotBe.MatchString(rest) {
		return false
	}
	for i := n; i < len(c.Words); i++ {
		c.classes[i] = prose.IsFilling
	}
	return true
}

// bare takes a word that ends at a blank, with the marks behind it.
func (c *clauseCutter) bare(s string) {
	end := wordEnd(s)
	if plainWord(s[:end]) && !prose.IsFileName(s[:end]) {
		c.say(phrase(s, end))
		return
	}
	w := strings.TrimRight(s[:end], ",;:!?\"”’'")
	if quoted := strings.TrimRight(w, ".\"”’'"); strings.ContainsAny(w[len(quoted):], "\"”’'") {
		w = quoted
	}
	path := barePath(w)
	if prose.Eaten(path) && PathClass(strings.Trim(path, "*_")) != prose.IsWord {
		c.add(prose.IsShown, c.at+len(path))
		return
	} else if len(path) > 3 && path[:2] == "**" && path[2] != '/' {
		c.at += 2 // emphasis that goes on
		return
	} else if class := PathClass(path); class != prose.IsWord {
		if class == prose.IsPath && oddPath(path) {
			class = prose.IsUnread
		}
		c.add(class, c.at+len(path))
		return
	} else if oddPath(path) || ownFiles(path, s[end:]) {
		c.add(prose.IsUnread, c.at+len(path))
		return
	}
	struck := strings.Contains(w, "~~")
	front := len(w) - len(strings.TrimLeft(w, "*~[<"))
	if w = strings.TrimRight(w, "*~_.]>"); len(w) <= front {
		if c.at += max(1, len(w)); s[0] == '.' || s[0] == '-' {
			c.at--
			c.add(prose.IsStop, c.at+1)
		}
		return
	}
	c.at += front
	class, size := phrase(s[front:], len(w)-front)
	if w == "-" || w == "--" {
		class = prose.IsColon
	}
	if struck {
		class = prose.IsStruck
	}
	c.say(class, size)
}

// say adds a word or phrase, and the stop behind it.
func (c *clauseCutter) say(class byte, size int) {
	c.add(class, c.at+size)
	if strings.HasPrefix(c.S[c.at:], ".") {
		c.add(prose.IsStop, c.at+1)
	}
}

// plainWord reports letters and digits of ASCII, with hyphens between them.
func plainWord(w string) bool {
	for i := range len(w) {
		if c := w[i]; !prose.IsLetter(c) && (c < '0' || c > '9') && (c != '-' || i == 0 || i+1 == len(w)) {
			return false
		}
	}
	return true
}

// wordEnd is where a bare word ends: a path in it may hold commas.
func wordEnd(s string) int {
	open := 0
	for i := range len(s) {
		switch s[i] {
		case ' ', '\t', '\r', '\n', '`', ',', ':', ';', '&', '<', '>':
			return max(i, 1)
		case 0xe2, 0xe3, 0xef, 0xc2: // the first byte of such a mark
			if r, _ := utf8.DecodeRuneInString(s[i:]); strings.ContainsRune("–—…。，、；：！？«»‹›“”„「」『』", r) {
				return max(i, 1)
			}
		case '(':
			if i == 0 || s[i-1] != '/' {
				return max(i, 1)
			}
			open++ // app/(shop)/cart
		case ')':
			if open--; open < 0 {
				return max(i, 1)
			}
		}
	}
	return len(s)
}

// phrase is the class of the longest phrase of the lexicon that s begins with,
// else of its first word.
func phrase(s string, first int) (class byte, size int) {
	var buf [40]byte
	low := buf[:0]
	class, size, at := prose.IsWord, first, 0
	for n := 0; n < prose.MaxPhrase && at < len(s); n++ {
		end := at + len(s[at:]) - len(strings.TrimLeft(s[at:], " "))
		if n > 0 {
			if end == at {
				break
			}
			low = append(low, ' ')
		}
		at = end
		for end < len(s) && len(low) < len(buf)-3 && (prose.IsLetter(s[end]) || s[end] == '-' || s[end] == '\'') {
			low, end = append(low, s[end]|0x20), end+1
		}
		if strings.HasPrefix(s[end:], "’") {
			low, end = append(low, '\''), end+len("’")
			for end < len(s) && len(low) < len(buf) && prose.IsLetter(s[end]) {
				low, end = append(low, s[end]|0x20), end+1
			}
		}
		if end == at {
			break
		}
		if at = end; n == 0 {
			class, size = prose.ClassOf(string(low)), max(end, 1)
			if end < first {
				return prose.IsWord, first // more than a word
			}
			if !prose.LeadsPhrase[string(low)] {
				break
			}
		} else if c, ok := prose.Lexicon[string(low)]; ok {
			class, size = c, end
		}
	}
	return class, size
}

// Speaks reports a word of one of some classes.
func Speaks(s, classes string) bool {
	return strings.ContainsAny(NewClause(prose.Stated(s)).Classes, classes)
}

// Negated reports a statement that begins with a negation.
func Negated(s string) bool {
	classes := strings.TrimLeft(NewClause(prose.Stated(s)).Classes, "imdyo")
	return classes != "" && strings.IndexByte("nNWA", classes[0]) >= 0
}

// PathFirst reports a statement that begins with a path.
func PathFirst(s string) bool {
	classes := strings.TrimLeft(NewClause(prose.Stated(s)).Classes, "izyg")
	return classes != "" && strings.IndexByte("per", classes[0]) >= 0
}
