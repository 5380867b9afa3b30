package page

import (
	"slices"
	"strings"
)

// Finding is text that the rendered page drops or tucks away.
type Finding struct {
	At    Text
	What  string
	Doubt bool // short enough to be a slip: a placeholder, a type parameter
}

// Limits of what may stand beside the page's own text: an attribute, a title
// or an alternative text that is longer is text of its own.
const (
	maxAside      = 8 // words
	maxAsideBytes = 200
)

// lookAhead bounds every search for the end of a construct.
const lookAhead = 4000

// Markup finds text in markup that the page does not show: attributes, titles,
// definitions, cells beyond a table's columns, words behind a fence's language,
// text pushed out of sight, references to invisible characters. Hidden is all
// that is not shown: what was found, the tags themselves, and the names of images
// and links, too short to be a fault.
func Markup(blocks []Block) (findings []Finding, hidden []Gap) {
	m := marked(blocks, false)
	return m.out, m.gaps
}

// marked looks through all blocks; of a page whose end markup takes in, the
// footnotes are not shown.
func marked(blocks []Block, endless bool) *markup {
	m := &markup{used: map[string]int{}, spoken: map[string]int{}, defined: map[string]bool{}, links: map[string]string{}, notes: map[string]bool{}, never: map[string]bool{}, nothing: map[string]bool{}}
	m.buried = endless || slices.ContainsFunc(blocks, func(b Block) bool { return b.Kind == Raw && b.Open })
	for i := range blocks {
		m.count(&blocks[i])
	}
	for _, n := range m.noted {
		if m.used[n.name] > 0 {
			m.countIn(n.words, true)
		}
	}
	for i := range blocks {
		m.later = blocks[i+1:]
		m.block(&blocks[i])
	}
	return m
}

type markup struct {
	used    map[string]int    // how often a bracketed label stands in the body
	spoken  map[string]int    // how often it is shown
	defined map[string]bool   // whether a link has such a definition
	links   map[string]string // what the labels that came stand for
	notes   map[string]bool   // the footnotes that came
	noted   []noted           // and their words
	buried  bool              // none of them is shown
	note    bool              // a footnote that is not shown may go on
	below   int               // the line below it
	open    int               // the line in which a declaration begins that does not end there
	nothing map[string]bool   // what references to characters stand for nothing
	gaps    []Gap             // what is not shown
	pre     bool              // an element is open that keeps blanks as they are
	raw     bool              // the block stands in raw markup
	kept    bool              // the same, somewhere in the block
	small   int               // how many elements that shrink text are open
	lost    element           // an element that is open, whose content is not shown
	past    int               // where one ends in the text that is walked
	targets targets           // of that text
	match   []int32           // room for its brackets
	later   []Block           // the blocks below
	never   map[string]bool   // the elements that none of them ends
	out     []Finding
	sure    int // findings, the ones not kept among them
	slips   int // the same, of doubtful ones
}

// maxFindings is how many are kept; what there is beyond is hidden all the same.
const maxFindings = 500

func (m *markup) hide(t Text) { m.gaps = append(m.gaps, gapOf(t)) }

func (m *markup) add(t Text, what string, doubt bool) {
	m.hide(t)
	kept := &m.sure
	if doubt {
		kept = &m.slips
	}
	if *kept++; *kept <= maxFindings {
		m.out = append(m.out, Finding{t, what, doubt})
	}
}

func (m *markup) block(b *Block) {
	if m.note = m.note && (b.Kind != Heading && b.Level > 3 || (b.Kind == Row || b.Kind == Para) && b.First == m.below); m.note {
		m.below = b.Last + 1
		m.hide(b.Name)
		for _, l := range b.Lines {
			m.hide(l)
		}
		return
	}
	if m.lost.name != "" {
		m.swallowed(b)
		return
	}
	switch b.Kind {
	case Raw:
		m.overLines(b)
		return
	case Fence:
		m.fence(b)
		return
	case Heading:
		m.definitions(&Block{Lines: []Text{b.Name}}) // a rule below a definition makes no heading
	case Row:
		m.row(b)
	case Para, Item, Quote, Label:
		m.fences(b)
		m.definitions(b)
		m.table(b)
	}
	m.kept, m.raw = m.pre, b.InRaw
	m.inline(Join(b.Lines))
	small := m.small
	for _, part := range b.apart() {
		m.inline(part)
	}
	m.small = small
	if b.Level >= 4 && b.Kind == Para || m.kept {
		m.farRight(b.Lines)
	}
	m.inline(b.Name)
}

// inline walks the words of a block outside its code spans.
func (m *markup) inline(t Text) {
	s := t.S
	if m.past = 0; !strings.ContainsAny(s, "<&[$") {
		return
	}
	ends, odd := codeEnds(s)
	if odd >= 0 && !m.raw {
		m.add(t.From(odd), "a mark of code in an address may be read in two ways", false)
	}
	m.targets.known = false
	in := inline{Text: t, ends: ends, defined: m.defined, targets: &m.targets, room: &m.match}
	for i := 0; i < len(s); {
		next := i + 1
		switch s[i] {
		case '\\':
			if !m.raw && !(strings.HasPrefix(s[i:], "\\<") && inAddress(s[:i])) {
				next = i + 2
			}
		case '`':
			next = i + run(s, i)
			if end, ok := in.ends[i]; ok && !m.raw {
				next = end
			}
		case '[':
			if strings.HasPrefix(s[i:], "[^") {
				m.hideLabel(t.Slice(i+1, i+max(1, labelEnd(s[i:]))))
			}
		case '<':
			next = i + m.tag(t, i)
		case '&':
			m.entity(t, i)
		case '!':
			next = i + m.alt(&in, i)
		case ']':
			next = i + m.title(&in, i)
		case '$':
			m.math(&in, i)
		}
		i = next
	}
}

// inline is a text that is walked.
type inline struct {
	Text
	ends    map[int]int // of its code spans
	defined map[string]bool
	dollar  nearest
	targets *targets
	match   []int32 // of its brackets
	room    *[]int32
}

// bracket is one that is open.
type bracket struct {
	at    int
	image bool
	full  bool // another stands in it
}

// pairs are where the brackets close that open at each place, and of those that
// close a link with a target, how long that is, less than 0 for an image; 0 for
// none.
func (in *inline) pairs() []int32 {
	if in.match != nil {
		return in.match
	}
	s := in.S
	*in.room = slices.Grow((*in.room)[:0], len(s))
	in.match = (*in.room)[:len(s)]
	clear(in.match)
	var open []bracket
	escaped := -1
	active := 0 // no link holds another: brackets below it make none
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
			escaped = i
		case '`':
			n := run(s, i)
			if end, ok := in.ends[i]; ok {
				n = end - i
			}
			i += n - 1
		case '<':
			i += max(1, beyondText(s[i:min(len(s), i+lookAhead)])) - 1
		case '[':
			if n := len(open); n > 0 {
				open[n-1].full = true
			}
			open = append(open, bracket{at: i, image: i > 0 && s[i-1] == '!' && escaped != i-1})
		case ']':
			n := len(open) - 1
			if n < 0 {
				continue
			}
			b := open[n]
			open = open[:n]
			in.match[b.at] = int32(i)
			idle := !b.image && n < active
			if active = min(active, n); idle {
				continue
			}
			size, link := in.links(b, i)
			if link && !b.image {
				active = n
			}
			i += size
		}
	}
	in.targets.at = 0
	return in.match
}

// links tells whether a bracket and the one that closes it are those of a link or
// an image, and how much behind them belongs to it.
func (in *inline) links(b bracket, close int) (size int, ok bool) {
	rest := in.S[close:]
	if strings.HasPrefix(rest, "](") {
		s, _, title, size := in.targets.read(in.S, close)
		if endless(s, title, size) {
			size = len(s)
		}
		if size > 0 {
			in.match[close] = int32(size)
			if b.image {
				in.match[close] = int32(-size)
			}
			return size - 1, true
		}
	}
	if strings.HasPrefix(rest, "][") {
		rest = rest[1:min(len(rest), maxLabel+3)]
		if end := labelEnd(rest); end > 0 && in.defined[key(rest[1:end])] {
			return end + 1, true
		}
	}
	return 0, !b.full && close-b.at <= maxLabel+1 && in.defined[key(in.S[b.at+1:close])]
}

// nearest is the next place of a byte, looked for once.
type nearest struct {
	from, at int
	known    bool
}

// next is where c stands from i on, or -1.
func (n *nearest) next(s string, i int, c byte) int {
	if !n.known || i < n.from || n.at >= 0 && n.at < i {
		*n = nearest{from: i, at: -1, known: true}
		if at := strings.IndexByte(s[i:], c); at >= 0 {
			n.at = i + at
		}
	}
	return n.at
}
