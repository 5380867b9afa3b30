package goalspec

import (
	"regexp"
	"strings"
)

// goal reads the field of the outcome: its first sentence always is one.
func (r *reader) goal(blocks []block) {
	d := r.doc
	var outcome []text
	for i, b := range blocks {
		switch {
		case b.kind == blockPara && len(outcome) == 0 && len(d.facts.outcomes) == 0:
			outcome = r.firstParagraph(b)
		case b.kind == blockItem && (len(outcome) == 0 || strings.HasSuffix(outcome[len(outcome)-1].s, ":") || len(d.facts.outcomes) > 0):
			if t := join(b.lines); t.s != "" && !isNoValue(t.s) {
				d.facts.outcomes = append(d.facts.outcomes, t.passage())
			}
		default:
			r.prose(blocks[i:i+1], false)
		}
	}
	r.setOutcome(outcome)
}

// firstParagraph keeps the sentences of the outcome and mines the others.
func (r *reader) firstParagraph(b block) []text {
	var kept []text
	for i, s := range sentencesOf(join(b.lines)) {
		if i > 0 && r.mine(s) {
			continue
		}
		r.clauses(s)
		if !isNoValue(s.s) {
			kept = append(kept, s)
		}
	}
	return kept
}

func (r *reader) setOutcome(sentences []text) {
	d := r.doc
	p := join(sentences).passage()
	if len(sentences) == 0 && len(d.facts.outcomes) > 0 {
		p.Span = d.facts.outcomes[0].Span
	}
	for i, o := range d.facts.outcomes {
		switch {
		case p.Text == "":
		case i == 0:
			p.Text += " "
		default:
			p.Text += "; "
		}
		p.Text += stripMarkers(o.Text)
	}
	p.Text = stripMarkers(p.Text)
	if d.outcome.Text == "" {
		d.outcome = p
	} else if p.Text != "" {
		r.context(p)
	}
}

// prose mines paragraphs under no label. Where leads is set, the first
// paragraph's unclassified sentences are the outcome.
func (r *reader) prose(blocks []block, leads bool) {
	for i, b := range blocks {
		if b.kind != blockPara {
			r.leave(blocks[i : i+1])
			continue
		}
		var left []text
		for _, s := range sentencesOf(join(b.lines)) {
			if r.mine(s) {
				continue
			}
			r.clauses(s)
			left = append(left, s)
		}
		if len(left) == 0 {
			continue
		}
		t := join(left)
		switch {
		case leads && r.doc.outcome.Text == "":
			r.setOutcome(left)
		default:
			if r.spare.s == "" {
				r.spare = t
			}
			r.context(t.passage())
		}
	}
}

var (
	doneWhen   = regexp.MustCompile(`(?i)^(?:the |this |it |we |our )?(?:[\w-]+ ){0,3}(?:is|are|am|be|considered) (?:only )?(?:done|complete|completed|finished|successful|ready|accepted)(?: only)? (?:when|once|if)\b\s*:?\s*`)
	noChange   = regexp.MustCompile(`(?i)^(?:please )?(?:do not|don't|don’t|never|must not|no need to) (?:change|modify|touch|edit|alter|rename|remove|delete|break|add|introduce|rewrite|move|upgrade|use)\b`)
	keepAs     = regexp.MustCompile(`(?i)^(?:please )?(?:keep|leave|preserve|retain)\b`)
	without    = regexp.MustCompile(`(?i)\bwithout (?:changing|modifying|touching|breaking|altering|removing|editing|renaming|affecting|introducing|adding) `)
	deniedVerb = regexp.MustCompile(`(?i)^(?:please )?(?:do not|don't|don’t|never|must not) (?:change|modify|touch|edit|alter|delete|remove|rename)(?: (?:any|the|anything|files?|code|under|in|inside|of))*:? `)
	onlyVerb   = regexp.MustCompile(`(?i)^(?:please )?(?:(?:only (?:change|modify|touch|edit|work (?:in|on|under)))|(?:work only (?:in|on|under))|(?:(?:change|modify|touch|edit) only))(?: (?:files?|code|under|in|inside|the))*:? `)
)

// mine classifies one sentence; false leaves it where it is.
func (r *reader) mine(t text) bool {
	switch {
	case doneWhen.MatchString(t.s):
		loc := doneWhen.FindStringIndex(t.s)
		for _, p := range clausesOf(t.from(loc[1])) {
			r.mineCriterion(p)
		}
	case noChange.MatchString(t.s), keepAs.MatchString(t.s):
		r.mineConstraint(t)
	default:
		return false
	}
	return true
}

// clauses mines the constraint that hangs on a sentence of another kind.
func (r *reader) clauses(t text) {
	loc := without.FindStringIndex(t.s)
	if loc == nil {
		return
	}
	end := len(t.s)
	if i := strings.IndexAny(t.s[loc[0]:], ",;"); i > 0 {
		end = loc[0] + i
	}
	r.mineConstraint(t.slice(loc[0], end))
}

func (r *reader) mineConstraint(t text) {
	if w := statement(t); w != "" {
		c := Constraint{Text: w, Span: t.span()}
		r.mined.constraint = append(r.mined.constraint, c)
		r.globsOf(c)
	}
}

func (r *reader) mineCriterion(t text) {
	w := statement(t)
	if w == "" {
		return
	}
	c := newCriterion(w)
	c.Span = t.span()
	r.mined.criteria = append(r.mined.criteria, c)
}

// statement is a clause as an item of a list: markers and the closing stop
// dropped.
func statement(t text) string { return stripMarkers(strings.TrimRight(t.words(), " .;,")) }

// clausesOf splits "a, b, and c" outside code and parentheses.
func clausesOf(t text) []text {
	var out []text
	s, start, depth, code := t.s, 0, 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '`':
			code = !code
		case code:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case depth <= 0 && (c == ';' || c == ',' && i+1 < len(s) && isBlank(s[i+1])):
			out = addClause(out, t.slice(start, i))
			start = i + 1
		}
	}
	return addClause(out, t.slice(start, len(s)))
}

var leadingAnd = regexp.MustCompile(`(?i)^(?:and|und)\s+`)

func addClause(out []text, t text) []text {
	if m := leadingAnd.FindStringIndex(t.s); m != nil {
		t = t.from(m[1])
	}
	if t.s == "" {
		return out
	}
	return append(out, t)
}

// deniedIn is the path that a prohibition names right after its verb.
func deniedIn(s string) []Glob { return globsAfter(deniedVerb, s) }

// onlyIn is the path that a statement "work only in" names.
func onlyIn(s string) []Glob { return globsAfter(onlyVerb, s) }

func globsAfter(verb *regexp.Regexp, s string) []Glob {
	loc := verb.FindStringIndex(s)
	if loc == nil {
		return nil
	}
	gs, ok := globsIn(s[loc[1]:])
	if !ok {
		return nil
	}
	var out []Glob
	for _, g := range gs {
		if looksLikePath(g.Pattern) {
			out = append(out, g)
		}
	}
	return out
}
