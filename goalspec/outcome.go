package goalspec

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// goal reads the field of the outcome: its first sentence always is one, the
// others are when nothing else claims them. A list under it states outcomes.
func (r *reader) goal(s section) {
	var kept, listed []page.Text
	var rest []page.Block
	for i, b := range s.blocks {
		switch {
		case b.Kind == page.Item && isHint(prose.StripMarkers(page.Join(b.Lines).Words())):
		case b.Kind == page.Para && len(kept)+len(listed) == 0:
			t := page.Join(b.Lines)
			if i < prose.MaxFirst && (saying.OnlyHow(t) || namesNoOutcome(t.S)) {
				rest = append(rest, b)
				continue
			}
			kept = r.claim(t, true)
		case b.Kind == page.Item && (len(kept) == 0 || entry.Leads(kept[len(kept)-1].S)):
			t := page.Join(b.Lines)
			if i < prose.MaxFirst && saying.OnlyHow(t) {
				rest = append(rest, b)
			} else if !namesNoOutcome(t.S) && len(listed) < prose.MaxStatements {
				listed = append(listed, page.Join(r.claim(t, true)))
			}
		case b.Kind == page.Item && len(listed) == 0 && continues(kept[len(kept)-1].S, b):
			kept = append(kept, r.claim(page.Join(b.Lines), false)...)
		default:
			rest = append(slices.Grow(rest, len(s.blocks)-i), b)
		}
	}
	for _, t := range listed {
		r.doc.facts.outcomes = append(r.doc.facts.outcomes, passageOf(t))
	}
	if r.doc.outcome.Text != "" && len(kept)+len(listed) > 0 {
		r.note(strayLabel, spanOf(s.name), "the outcome is stated before, and what stands under this label was read as text")
	}
	r.setOutcome(kept, listed)
	above := len(r.doc.contract.context)
	r.prose(r.unmined(rest, true), false)
	r.doc.facts.beside = append(r.doc.facts.beside, r.doc.contract.context[above:]...)
}

// continues reports an item that goes on with the sentence that is begun above its list,
// or by the item before: "On SIGTERM the service", "answers 503,", "closes the queue."
func continues(begun string, item page.Block) bool {
	text := page.Join(item.Lines).S
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first) && (unended(begun) || unended(text) && !strings.ContainsAny(begun[max(len(begun)-1, 0):], ".!?:;)"))
}

// unended reports words that end in what only stands within a sentence.
func unended(s string) bool {
	return strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";") || strings.HasSuffix(s, " and")
}

// setOutcome takes the first outcome; another is context.
func (r *reader) setOutcome(sentences, listed []page.Text) {
	all := page.Join(append(append([]page.Text(nil), sentences...), listed...))
	p := passageOf(all)
	words := []string{}
	for _, t := range listed {
		words = append(words, prose.StripMarkers(t.Words()))
	}
	p.Text = prose.StripMarkers(strings.TrimSpace(page.Join(sentences).Words() + " " + strings.Join(words, "; ")))
	switch {
	case p.Text == "" || namesNoOutcome(p.Text):
	case r.doc.outcome.Text == "":
		r.doc.outcome = p
		r.asked(sentences)
	default:
		r.context(p)
		r.doc.facts.beside = append(r.doc.facts.beside, p)
	}
}

// asked remembers where each sentence of the outcome stands.
func (r *reader) asked(sentences []page.Text) {
	for _, s := range prose.First(sentences) {
		r.doc.facts.asked = append(r.doc.facts.asked, passageOf(s))
	}
}

// prose looks for statements in what stands under no label of the contract.
// Where it leads the document, its first paragraph states the outcome.
func (r *reader) prose(blocks []page.Block, leads bool) {
	other := 0 // where what is no paragraph begins
	lead, above := -1, -1
	if leads && r.leads && len(r.lead) == 0 {
		if lead = leadAt(blocks); r.labelled && r.named && (lead < 0 || !wantsIn(blocks[lead]) && !(r.onlyNamed() && tellsIn(blocks[lead]))) {
			lead = -1 // the title says it rather
		}
	}
	for i, b := range blocks {
		if b.Kind != page.Para || i < other {
			continue
		}
		if list := listBehind(blocks, i); i == lead && list > i+1 && countsThings(page.Join(b.Lines).S) {
			r.leave(r.unmined(blocks[other:i], leads))
			r.goal(section{field: field.Goal, blocks: blocks[i+1 : list]})
			other = list
			continue
		}
		r.leave(r.unmined(blocks[other:i], leads))
		other = i + 1
		words := page.Join(b.Lines)
		if saying.Greets(words.S) {
			r.context(passageOf(words))
			continue
		}
		if labelsOnly(words) || headsContext(blocks, i) { // of a field that it cannot open here
			r.above = words.S
			r.context(passageOf(words))
			continue
		}
		first := i == lead
		if first {
			words, other = amended(blocks, i)
		}
		left := r.claim(words, first)
		if first {
			left = r.wanted(left)
			above = len(r.doc.contract.context)
		}
		if r.above = ""; len(left) > 0 {
			r.above = left[len(left)-1].S
		} else if len(words.S) < prose.MaxLead && strings.HasSuffix(words.S, ":") {
			r.above = words.S
		}
		switch {
		case len(left) == 0:
		case first:
			r.lead = left
		default:
			p := passageOf(page.Join(left))
			if r.spare.Text == "" && (i >= prose.MaxFirst || !saying.OnlyHow(words)) {
				r.spare = p
			}
			r.context(p)
		}
	}
	r.leave(r.unmined(blocks[other:], leads))
	if above >= 0 {
		r.doc.facts.beside = append(r.doc.facts.beside, r.doc.contract.context[above:]...)
	}
}

// amended is a paragraph of one sentence with the one behind it if that says what should be
// instead, and where the next one is.
func amended(blocks []page.Block, i int) (words page.Text, next int) {
	words, next = page.Join(blocks[i].Lines), i+1
	if next == len(blocks) || blocks[next].Kind != page.Para {
		return words, next
	}
	behind := page.Join(blocks[next].Lines)
	if len(words.S)+len(behind.S) > prose.MaxStatement || len(page.Sentences(words)) > 1 {
		return words, next
	}
	if then := page.Sentences(behind); len(then) == 0 || !saying.Amends(words.S, then[0].S) {
		return words, next
	}
	return page.Join([]page.Text{words, behind}), next + 1
}

// listBehind is where the list ends that stands behind a block.
func listBehind(blocks []page.Block, i int) int {
	for i++; i < len(blocks) && blocks[i].Kind == page.Item; i++ {
	}
	return i
}

// labelsOnly reports a line that is the label of a field, and nothing behind it.
func labelsOnly(line page.Text) bool {
	if line.S == "" || len(line.S) > prose.MaxLead {
		return false
	}
	if _, rest, ok := labels.Split(line); !ok || rest.S != "" {
		return false
	}
	_, rest, ok := labelLine(line)
	return ok && rest.S == ""
}

// unmined are the blocks under no label without the items that, for certain, bound
// the paths or say what must or must not be.
func (r *reader) unmined(blocks []page.Block, leads bool) []page.Block {
	r.doneIn(blocks, leads)
	if !leads || !slices.ContainsFunc(blocks, func(b page.Block) bool { return b.Kind == page.Item }) {
		return blocks
	}
	left := make([]page.Block, 0, len(blocks))
	prosed := r.prosed // what is left is counted as context
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != page.Item {
			left = append(left, *b)
			continue
		}
		t := page.Join(b.Lines)
		if prosed += len(t.S) + perSentence; r.full || prosed > prose.MaxProse {
			return append(left, blocks[i:]...)
		}
		if len(t.S) > prose.MaxStatement || !r.states(t) || !r.mine(t, r.rule(t.S, spanOf(t))) {
			left = append(left, *b)
		}
	}
	return left
}

// states reports an item that, for certain, bounds the paths or says what must or must
// not be.
func (r *reader) states(t page.Text) bool {
	return verdictOfOne.MatchString(t.S) || check.MustHold.MatchString(t.S) || saying.MustNot.MatchString(t.S) || saying.StopIf.MatchString(t.S) || budgetSaid(strings.ToLower(t.S)) != "" || saying.Desire.MatchString(t.S) && check.Bounded(t.S) || ruling.LeadsRuling(r.rulings(t.S, spanOf(t)))
}

// claim mines the sentences of a paragraph and gives back those that nothing
// claims. The first sentence of a paragraph that states the outcome stays, even
// when it also sets a target.
func (r *reader) claim(t page.Text, outcome bool) []page.Text {
	if r.full || !r.looks(t, len(t.S), manyStatements) {
		return []page.Text{t}
	}
	sentences := page.Sentences(t)
	if !r.looks(t, perSentence*len(sentences), manyStatements) {
		return []page.Text{t}
	}
	sentences = takenBack(check.WithMeasures(sentences))
	var left []page.Text
	ruled := make([][]ruling.Ruling, len(sentences))
	var before page.Text
	for i, s := range sentences {
		if at := spanOf(s); at.Line > 0 && !isNoValue(s.S) {
			list, both := r.ruleAfter(before.S, s.S, at)
			if ruled[i] = list; both != "" {
				sentences[i], list[0].Leads = page.Join([]page.Text{before, s}), true
			}
		}
		before = sentences[i]
	}
	lead := 0 // the sentence that says what is wanted: the first that does not only tell why, or bound the paths
	for outcome && lead+1 < len(sentences) && (saying.Greets(sentences[lead].S) || saying.Chats(sentences[lead].S) || saying.Describes(sentences[lead].S) || ruling.LeadsRuling(ruled[lead]) || lead < prose.MaxFirst && saying.OnlyHow(sentences[lead]) || undone(sentences[lead].S, sentences[lead+1].S)) {
		lead++
	}
	if outcome && lead+1 == len(sentences) && saying.Chats(sentences[lead].S) && !asksLast(sentences[lead].S) {
		lead = 0
	}
	for i, s := range sentences {
		if at := spanOf(s); at.Line > 0 && ruling.BansOthers(s.S) {
			r.elses = append(r.elses, passageOf(s))
		}
		stays := outcome && (i == lead || i == lead+1 && saying.Amends(sentences[lead].S, s.S))
		if bounds := ruled[i]; len(s.S) <= prose.MaxStatement && !isNoValue(s.S) {
			if outcome && i == lead {
				if r.target(s); i > 0 && object.MatchString(s.S) && check.Bounded(s.S) {
					r.mineCriterion(s)
				}
			} else if stays {
				if check.Bounded(s.S) || r.givesCommand(s.S) {
					r.mineCriterion(s)
				}
			} else if r.mine(s, bounds) {
				continue
			} else if outcome && (saying.Describes(s.S) || saying.Chats(s.S) || saying.Greets(s.S)) && (i+1 != lead || !pointsBack(sentences[lead].S)) {
				r.context(passageOf(s))
				continue
			}
			if front := r.clauses(s); !stays && saying.OnlyManner.MatchString(front) {
				continue
			}
		}
		if len(ruled[i]) == 0 {
			r.loosely(s)
		}
		r.permit(s)
		left = append(left, s)
	}
	return left
}

var pronoun = regexp.MustCompile(`^(?:It|They|This|That|These|Those) |^(?:There|None|Nothing) ` + saying.NoneOf + `|^(?:I|We)(?: (?:would like|want|need)|['’]d like) (?:it|them|this|that|these|those)\b`)

// pointsBack reports a sentence that speaks of what the one before names.
func pointsBack(s string) bool { return pronoun.MatchString(s) || object.MatchString(s) }

// asksLast reports a sentence that says what somebody would like, which is what is
// wanted even where it reads like talk.
func asksLast(s string) bool { return saying.Desire.MatchString(s) && check.Bounded(s) }

// object is the beginning of a sentence that asks to change what the one before
// tells of.
var object = regexp.MustCompile(`(?i)^(?:please )?(?:bring|get|cut|reduce|lower|raise|increase|make|keep|shorten|speed|halve|double|shrink|change|fix|let|have) (?:it|this|that|them|these|those)\b`)

// undone reports a sentence on something that loses or breaks what it should not,
// or is not as it should be, followed by one that says what it must do instead.
func undone(s, next string) bool {
	if object.MatchString(next) && !saying.Wants(s) {
		return true
	}
	return pronoun.MatchString(next) && saying.Desire.MatchString(next) && !strings.Contains(next, " not ") && saying.Harms(s)
}

// wanted are the sentences of a paragraph that state the outcome: the first that
// says what shall be, and what follows it without telling only why. Where none
// says so, all do. The others are context.
func (r *reader) wanted(left []page.Text) []page.Text {
	at := slices.IndexFunc(prose.First(left), func(s page.Text) bool { return saying.Wants(s.S) })
	if at < 0 {
		return left
	}
	var kept []page.Text
	if at > 0 && (pointsBack(left[at].S) || saying.OnTheSide.MatchString(left[at].S) || saying.AsWellAs.MatchString(left[at].S) && !saying.Background(left[at-1].S)) {
		at-- // says what is meant, or what is asked for first
	}
	for i, s := range left {
		if i < at || i > at && i < at+prose.MaxFirst && saying.Background(s.S) {
			r.context(passageOf(s))
			continue
		}
		kept = append(kept, s)
	}
	return kept
}

// settleOutcome decides what the outcome is when no label gives it: prose at
// the top, the title, the first heading, the first prose anywhere. A document
// with labels but no goal is rather described by its title.
func (r *reader) settleOutcome() {
	d := r.doc
	title := Passage{Text: prose.CleanTitle(d.title)}
	heading, lead := passageOf(r.heading), passageOf(page.Join(r.lead))
	heading.Text, lead.Text = prose.CleanTitle(heading.Text), prose.CleanTitle(lead.Text)
	order := []Passage{lead, title, heading, r.spare}
	if r.labelled && !slices.ContainsFunc(r.lead[:min(len(r.lead), 2)], func(s page.Text) bool { return saying.Wants(s.S) }) && !(r.onlyNamed() && tellIt(prose.First(r.lead))) {
		order = []Passage{title, heading, lead, r.spare}
	}
	if saying.Wants(title.Text) && !slices.ContainsFunc(prose.First(r.lead), func(s page.Text) bool { return !saying.Background(s.S) }) {
		order = []Passage{title, heading, lead, r.spare} // the lead only tells why
	}
	for _, p := range order {
		if d.outcome.Text == "" && !namesNoOutcome(p.Text) {
			d.outcome = p
			if p == lead {
				r.asked(r.lead)
			}
			if d.facts.named = p == title || p == heading; d.facts.named {
				r.rule(p.Text, p.Span.orStart())
			}
		}
	}
	for _, t := range r.listed { // a list of nothing but what is to come about
		if d.outcome.Text == "" && !check.AsksOfCommand(t.S) && len(ruling.Rulings(t.S)) == 0 {
			d.outcome = passageOf(t)
			d.outcome.Text = prose.CleanTitle(prose.StripMarkers(d.outcome.Text))
			r.asked([]page.Text{t})
		}
	}
	var before []Passage
	for _, p := range []Passage{heading, lead} {
		if p.Text != "" && p.Text != title.Text {
			before = append(before, p)
		}
	}
	d.contract.context = slices.DeleteFunc(append(before, d.contract.context...), func(p Passage) bool {
		return p.Line > 0 && p.Span == d.outcome.Span
	})
	r.prosed = 0 // the outcome is looked at, however much stands before it
	left := r.claim(page.Bare(d.outcome.Text), true)
	d.outcome.Text = prose.StripMarkers(page.Join(left).Words())
}
