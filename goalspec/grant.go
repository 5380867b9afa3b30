package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofRun is the field of a section that by its label is a budget: that of a run, or, where
// it names nothing that a run uses up, what the product is to keep.
func (r *reader) ofRun(s section) field.Field {
	items, _ := entry.In(s.blocks, entry.WholeLine)
	limit := strings.HasPrefix(labels.Bare(s.label()), "limit")
	switch {
	case r.doc.form, !limit && len(items) > 0 && assigned.MatchString(items[0].Words()), budgets(items):
		return field.Budget
	case limit:
		return field.Constraints
	}
	bounds := false
	for _, e := range prose.First(items) {
		words := e.Words()
		if len(words) > prose.MaxStatement || spends.MatchString(words) || ofMeters.MatchString(words) || wordyTime(words) || budgetAssign.MatchString(words) || assigned.MatchString(words) {
			return field.Budget
		}
		bounds = bounds || check.Bounded(words)
	}
	if bounds {
		return field.Evidence
	}
	return field.Budget
}

// budgets reports entries of which one is a budget.
func budgets(items []entry.Entry) bool {
	return slices.ContainsFunc(items[:min(len(items), prose.MaxStatements)], func(e entry.Entry) bool {
		_, err := ParseBudget(e.Words())
		return err == nil
	})
}

// assigned begins what the form of a budget is given in, of whatever meter.
var assigned = regexp.MustCompile(`^\s*[A-Za-z]+\s*=\s*\S`)

func (r *reader) budget(blocks []page.Block) {
	items, rest := entry.In(blocks, entry.WholeLine)
	granted := false
	for _, e := range items {
		words := e.Words()
		if isNoValue(words) || !r.fits(words, e.Text) {
			continue
		}
		b, err := ParseBudget(inDigits(words))
		if err != nil && (r.timeBox(e.Text) || r.timeBoxed(words, e.Text)) {
			continue
		}
		if err != nil && granted && saying.StopsAt(words) && !spends.MatchString(words) {
			r.asProse(e.Text)
			continue
		}
		if err == nil {
			granted, err = true, r.grant(b, spanOf(e.Text))
		}
		if err != nil && (strings.ContainsAny(words, "0123456789") || !r.beside(words, e.Text)) {
			r.note(unreadBudget, spanOf(e.Text), "%v", err)
		}
	}
	for _, b := range rest {
		if t := page.Join(append([]page.Text{b.Name}, b.Lines...)); strings.ContainsAny(t.S, "0123456789") {
			r.note(unreadBudget, spanOf(t), "%q stands under the budget and is not read", prose.Clip(t.S))
		}
	}
	r.leave(rest)
}

// spends is an amount of what only a run uses up, which a budget holds better than words
// on when to stop.
var spends = regexp.MustCompile(`(?i)\$\d|\d ?[km]? ?(?:actions?|tool calls?|steps?|min(?:ute)?s?|h|hours?|tokens?|usd|dollars?|questions?)\b`)

// grant takes over what a statement gives of the budget.
func (r *reader) grant(b Budget, at Span) error {
	if err := r.doc.contract.budget.add(b); err != nil {
		return err
	}
	r.doc.contract.budgetSpan = at
	for _, m := range meters {
		if m.get(b) > 0 {
			r.doc.facts.meters[m.name] = at
		}
	}
	return nil
}

var (
	// grants are sentences in lower case that only say how much may be used.
	grants = regexp.MustCompile(`^(?:(?:use|spend) (?:at most|no more than|up to)|(?:do not|don['’]t|never) (?:use|spend) more than) (.*(?:actions?|tool calls?|minutes?|hours?|tokens?|usd|dollars?|questions?|\$[\d.,]+))$`)
	// budgetIs begins one that calls what the work may use its budget; the budget of a
	// thing in the product has that thing in front. mayTake gives the work its time.
	budgetIs = regexp.MustCompile(`^(?:please )?(?:(?:(?:the|an?|our|your|my|this|total|whole|overall|max(?:imum)?|time|token|cost|money|work|agent|run|goal) )*budget(?: (?:for|of) (?:(?:all of |(?:the|this) )?(?:it|this|(?:whole |entire )?(?:thing|work|goal|task|issue|ticket|run|job|change))))?(?: (?:is|are|of|shall be|should be|must be)|\s*[:=–—-])?|(?:you|we|i) (?:have|got|can spend|may spend) (?:an? )?budget of|(?:keep|stay|finish|remain|work)(?: (?:it|this|the (?:work|goal|run)|all of it))? (?:with)?in (?:an?|the|our) budget of) (` + amountLead + `.+)$`)
	mayTake  = regexp.MustCompile(`^(?:please )?(?:time-?box(?:ed)?(?: (?:it|this|the work))?(?: (?:to|at))? (` + amountLead + `.+)|you (?:have|get) (` + amountLead + `.+?) (?:for (?:all of )?(?:this|it|the (?:work|goal|task|issue|ticket|run|job|change))|in total|to (?:do|finish|complete) (?:this|it)))$`)
)

// amountLead begins an amount.
const amountLead = `(?:at most |up to |no(?:t)? more than |max(?:imum|\.)? (?:of )?|within |about |around |roughly )?(?:[$€£]?\d|(?:an?|half|` + check.SeveralWords + `) )`

// budgetSaid is the amount in words, in lower case, of which all is a budget.
func budgetSaid(low string) string {
	low = strings.TrimRight(low, prose.EndMarks)
	if m := grants.FindStringSubmatch(low); m != nil {
		return m[1]
	} else if m := mayTake.FindStringSubmatch(low); m != nil {
		amount := m[1] + m[2]
		if _, err := ParseBudget(inDigits(amount)); err == nil || wordyTime(amount) {
			return amount
		}
	} else if m := budgetIs.FindStringSubmatch(low); m != nil && (spends.MatchString(inDigits(m[1])) || wordyTime(m[1]) || onMoney.MatchString(m[1])) {
		return m[1]
	}
	return sparedByRun(low)
}

// mineBudget takes a sentence that is a budget, and refuses one that cannot be read.
func (r *reader) mineBudget(low string, t page.Text) bool {
	return r.granted(budgetSaid(low), t)
}

// granted takes an amount as the budget, or refuses it.
func (r *reader) granted(amount string, t page.Text) bool {
	if amount == "" {
		return false
	}
	b, err := ParseBudget(inDigits(amount))
	if err != nil && r.timeBoxed(amount, t) {
		return true
	}
	if err == nil {
		err = r.grant(b, spanOf(t).orStart())
	}
	if err != nil {
		r.note(unreadBudget, spanOf(t).orStart(), "%v", err)
	}
	return true
}

var (
	// usesUp begins a constraint on what the work may use up, and changesOnly one on how
	// much it may change.
	usesUp      = regexp.MustCompile(`(?i)^(?:please )?(?:(?:(?:use|spend|take|run(?: for)?|work(?: for)?|stop after|ask) )?(?:at most|no more than|not more than|up to|max(?:imum|\.)?(?: of)?)|(?:do not|don['’]t|never) (?:use|spend|take|run for|work for|ask) more than) `)
	changesOnly = regexp.MustCompile(`(?i)^(?:please )?(?:(?:change|touch|modify|edit) (?:at most|no more than|not more than|up to)|(?:do not|don['’]t|never) (?:change|touch|modify|edit) more than) (\S+ (?:files|lines))(?: of code)?$`)
	onSpent     = regexp.MustCompile(`(?i)^(?:.*[^a-z])?(?:actions?|tool calls?|minutes?|mins?|hours?|tokens?|usd|dollars?|questions?|changed (?:files|lines))(?: in total| altogether| overall)?$|^\$[\d.,]+$`)
	onMoney     = regexp.MustCompile(`(?i)^[^a-z]*\d[^a-z]*(?:euros?|eur|pounds?|gbp|francs?|chf)$|^[€£] ?\d`)
)

// limited takes a constraint that only says how much a run may use or change for a budget
// as well, and tells of one that no budget holds, or that may speak of the product.
func (r *reader) limited(words string, t page.Text) {
	words = strings.TrimRight(words, prose.EndMarks)
	amount, held := "", true
	if m := changesOnly.FindStringSubmatch(words); m != nil {
		amount = m[1]
	} else if lead := usesUp.FindString(words); lead != "" && (onSpent.MatchString(words[len(lead):]) || onMoney.MatchString(words[len(lead):]) || wordyTime(words[len(lead):])) {
		amount, held = words[len(lead):], ofRun.MatchString(words)
	} else if amount = budgetSaid(strings.ToLower(words)); amount == "" {
		amount, held = limitCalled(words), givenToWork.MatchString(words)
	}
	if amount == "" {
		return
	}
	if b, err := ParseBudget(inDigits(amount)); err == nil && held {
		r.limits = append(r.limits, limit{b, words, spanOf(t)})
		return
	}
	r.note(wordyBudget, spanOf(t), "%q is no budget that is held; it stays a constraint", prose.Clip(words))
}

// spelled is an amount whose number is a word, or with what bounds it behind.
var spelled = regexp.MustCompile(`(?i)^(?:(?:at most|up to|no(?:t)? more than|within|max(?:imum|\.)?(?: of)?) )?([\w.]+)( (?:hours?|minutes?|actions?|tool calls?|tokens?|dollars?|files?|lines?|questions?))(?: (?:at most|max(?:imum)?|tops|no more))?$`)

// inDigits writes the amounts of a budget in digits.
func inDigits(words string) string {
	parts := budgetSplit.Split(withoutHalves(words), -1)
	for i, p := range parts {
		p = plainAmount(p)
		m := spelled.FindStringSubmatch(onWhole.ReplaceAllString(p, "$1"))
		if m == nil {
			parts[i] = p
			continue
		}
		switch low := strings.ToLower(m[1]); {
		case low == "a" || low == "an":
			m[1] = "1"
		case check.DigitsOf[low] != "":
			m[1] = check.DigitsOf[low]
		}
		parts[i] = m[1] + m[2]
	}
	return strings.Join(parts, "; ")
}

var (
	// inDays is an amount of time that no meter counts, or a day when it ends, and
	// inHours one of hours without a number.
	inDays  = regexp.MustCompile(`(?i)^[^0-9=$]*(?:\d[\d.]* ?d\b|(?:\d[\d.–-]*(?: to \d+)? ?(?:[a-z]+[ -])?)?\b(?:days?|weeks?|months?|sprints?|mornings?|afternoons?|evenings?|nights?|overnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)[^0-9=$]*$`)
	inHours = regexp.MustCompile(`(?i)^[^0-9=$]*\b(?:hours?|minutes?)\b[^0-9=$]*$`)
	// forOne is an amount for each of several things, which no meter tells apart.
	forOne = regexp.MustCompile(`(?i)\d ?[km]? ?(?:min(?:ute)?s?|h|hours?|tokens?|actions?|tool calls?|steps?|usd|dollars?) (?:per|(?:on|per|for) (?:an?|each|every|any|one)(?: single)?) [\w-]+$`)
	// onWhole says behind an amount that it is for all of the work.
	onWhole = regexp.MustCompile(`(?i)( (?:hours?|h|minutes?|mins?|actions?|tool calls?|tokens?|dollars?|usd))(?: of)?(?: (?:agent|active|working|machine|compute|wall[- ]clock|run))?(?: (?:time|work))?(?: (?:in total|in all|altogether|overall|all in all|for (?:all of (?:it|this)|everything|the (?:whole|entire) \w+)))?$`)
	// ofMeters are units of a budget that is held.
	ofMeters = regexp.MustCompile(`(?i)\b(?:actions?|tool calls?|steps?|tokens?|usd|dollars?|files?|lines?|questions?)\b`)
)

// wordyTime reports an amount of time in words that no meter holds.
func wordyTime(s string) bool {
	return !ofMeters.MatchString(s) && (inDays.MatchString(s) || inHours.MatchString(s))
}

// timeBoxed takes a line of several amounts of which some are times in words.
func (r *reader) timeBoxed(words string, t page.Text) bool {
	if loc := ofSome.FindStringIndex(words); loc != nil {
		if _, err := ParseBudget(inDigits(words[:loc[0]])); err == nil {
			r.note(wordyBudget, spanOf(t), "%q is no budget that is held; it is kept as when to stop", prose.Clip(words))
			r.doc.stop = append(r.doc.stop, newStop(words, spanOf(t)))
			return true
		}
	}
	var times []string
	var sum Budget
	for _, p := range budgetSplit.Split(words, -1) {
		b, err := ParseBudget(inDigits(p))
		if err == nil {
			err = sum.add(b)
		}
		if err != nil && !wordyTime(p) && !forOne.MatchString(strings.Trim(p, " .")) {
			return false
		} else if err != nil {
			times = append(times, strings.Trim(p, " ."))
		}
	}
	for _, p := range times {
		r.note(wordyBudget, spanOf(t), "%q is no budget that is held; it is kept as when to stop", prose.Clip(p))
		r.doc.stop = append(r.doc.stop, newStop(p, spanOf(t)))
	}
	if err := r.grant(sum, spanOf(t)); err != nil {
		r.note(unreadBudget, spanOf(t), "%v", err)
	}
	return true
}

// timeBox takes a line whose first sentence grants time in words: that is kept as when to
// stop, and what follows is read as prose.
func (r *reader) timeBox(t page.Text) bool {
	sentences := page.Sentences(t)
	first := statement(sentences[0])
	if len(sentences) > 1 && !wordyTime(first) {
		return r.amountsFirst(sentences)
	} else if !wordyTime(first) {
		return false
	}
	r.note(wordyBudget, spanOf(sentences[0]), "%q is no budget that is held; it is kept as when to stop", prose.Clip(first))
	r.doc.stop = append(r.doc.stop, newStop(first, spanOf(sentences[0])))
	if len(sentences) > 1 {
		r.asProse(page.Join(sentences[1:]))
	}
	return true
}

// amountsFirst takes a line of sentences of which the first grants amounts, if no other
// one may grant more.
func (r *reader) amountsFirst(sentences []page.Text) bool {
	behind := page.Join(sentences[1:])
	if spends.MatchString(behind.S) || !r.timeBoxed(statement(sentences[0]), sentences[0]) {
		return false
	}
	r.asProse(behind)
	return true
}

// asProse reads as prose what stands in a field and is none of what that asks for.
func (r *reader) asProse(t page.Text) {
	for _, left := range r.claim(t, false) {
		r.context(passageOf(left))
	}
}

// ofSome ends a budget of which something is not counted.
var ofSome = regexp.MustCompile(`(?i),? \(?(?:without|excluding|not counting|not including|apart from|besides|plus|except(?: for)?) [a-z][a-z -]{1,40}\)?\.?$`)
