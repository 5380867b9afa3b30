package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/praise"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// aTrace is the output of a program that went wrong.
	aLog = regexp.MustCompile(`(?i)^\W*\d{4}-\d\d-\d\d\S*\s.*\b(?:error|fatal|warn|exception|failed)\b`)
	// surelyPast tells of what was, or of where it was talked about.
	surelyPast = regexp.MustCompile(`(?i)\b(?:was|were|been|discussed|talked|agreed (?:on|with|in)|see (?:also|the|our)|no time)\b`)
	aTrace     = regexp.MustCompile(`(?i)exception|error|panic:|traceback|fatal|segfault|segmentation|\bsig[a-z]{2,5}\b|core dumped|goroutine|\d\d:\d\d:\d\d|^\W*\[[\w.:-]+\] [^\n]*\n *\[[\w.:-]+\] |^\s+at \S+\(`)
)

// nothingWanted reports a text in which nothing says what shall be: its sentences tell what
// was or is, wonder, or say how to go about any work, and its criteria may hold today.
func (l *linter) nothingWanted(words string) bool {
	d := &l.doc
	ruled := saying.SetsRules.MatchString(prose.CleanTitle(d.title)) || saying.SetsRules.MatchString(words) || len(d.contract.context) > 0 && saying.SetsRules.MatchString(d.contract.context[0].Text)
	stated := saying.In(words, !d.facts.named, ruled)
	if check.PredicateIn(words) != nil || stated.Says(saying.Wish) {
		return false
	}
	named := d.facts.named && !ruled && !praise.IsClause(words) && !saying.AsksToDo(words) && !saying.WishedFor.MatchString(words)
	asked := saying.Of(prose.CleanTitle(d.title)) == saying.Doubt
	left := named && d.facts.labels[field.Goal].Line > 0 // for somebody to fill in
	if slices.ContainsFunc(d.contract.criteria, func(c Criterion) bool {
		return c.Kind == MustChange || !left && !l.holdsNow(c) && !((named || asked || stated == 1<<saying.Past) && endsWell(c))
	}) && !(stated == 1<<saying.Manner && !d.facts.named && slices.ContainsFunc(d.contract.criteria, findsNoDiff)) {
		return false
	}
	if d.facts.labels[field.Goal].Line > 0 && !d.facts.named {
		return stated != 0 && !stated.Says(saying.State) && (!stated.Says(saying.Past) || surelyPast.MatchString(words))
	}
	if s := saying.In(d.title, false, ruled); s.Says(saying.Wish) || saying.WishedFor.MatchString(d.title) {
		return false
	}
	stands := stated.Says(saying.State) && !named
	told := ruled || d.facts.labels[field.Goal].Line > 0 || stated.Says(saying.Doubt) || stated.Says(saying.Manner) || stated.Says(saying.Past)
	tied := stated.Says(saying.Doubt) || asked || saying.OfToday.MatchString(words)
	for _, p := range prose.First(d.contract.context) {
		if strings.HasPrefix(p.Text, "```") {
			if !aTrace.MatchString(prose.Judged(p.Text)) {
				return false
			}
			told = true
			continue
		}
		text := prose.Judged(p.Text)
		if aLog.MatchString(text) {
			told = true
			continue
		}
		if saying.Leads(text) || strings.HasPrefix(p.Text, "|") {
			continue // it names what stands below, or beside it
		}
		if labels.AsksFor(text) && !strings.ContainsAny(text[:len(text)-1], ".?!") {
			continue // a heading of a form
		}
		s := saying.In(text, false, ruled)
		if s.Says(saying.Wish) || saying.Wished(text) {
			return false
		}
		signs := s.Says(saying.Doubt) || s.Says(saying.Manner) || s.Says(saying.Past)
		stands = stands || s.Says(saying.State) && !saying.AsToday.MatchString(text) && !onlyWhere(text)
		told, tied = told || signs, tied || s.Says(saying.Doubt) || s.Says(saying.Past) && ofUs.MatchString(text) || saying.OfToday.MatchString(text) || d.facts.named && tellsOf(words, text)
	}
	return left || told && (tied || !stands || d.facts.named && d.unproved()) || named && !stands
}

// onlyWhere reports a text that tells where things are, and what is to be left.
func onlyWhere(text string) bool {
	return !slices.ContainsFunc(page.Sentences(page.Bare(text)), func(t page.Text) bool { return !saying.TellsWhere(t.S) })
}

// endsWell reports a criterion that only says of a command that it ends well, whatever it
// runs: it may as well today.
func endsWell(c Criterion) bool {
	text := prose.Judged(c.Text)
	return c.Predicate == nil && !c.ByInspection && leadsCode.MatchString(text) && wellEnded.MatchString(prose.BlankCode(text)) && !saysNew.MatchString(text) && !check.Picks(strings.Trim(prose.CodeSpan.FindString(text), "`")) || afterGreen.MatchString(text)
}

var (
	leadsCode  = regexp.MustCompile("^\\W*(?:[Rr]un(?:ning)? )?`")
	wellEnded  = regexp.MustCompile(`(?i)\b(?:pass(?:es)?|succeeds?|green|clean|quiet|(?:exits?|returns?)(?: with)?(?: code)? 0|without (?:an? |any )?\w+|(?:no|0|zero|nothing) ?\w*)\b`)
	afterGreen = regexp.MustCompile(`(?i)^(?:when|once|if|as soon as) (?:all|both|the)? ?(?:\w+ ){0,3}(?:is|are) (?:green|clean|met|done|ok)\b`)
)

// findsNoDiff reports a criterion by which nothing of some paths has changed.
func findsNoDiff(c Criterion) bool {
	return strings.HasPrefix(c.Command, "out=$(git diff") || strings.HasPrefix(c.Command, "git diff") || findsNoChange.MatchString(c.Text)
}

// tellsOf reports a text that begins with what something is that another names.
func tellsOf(name, text string) bool {
	bare := func(s string) string {
		return ownSubject.ReplaceAllString(strings.TrimPrefix(strings.ToLower(s), "our "), "")
	}
	rest, ok := strings.CutPrefix(bare(text), bare(name))
	return ok && isOrHas.MatchString(rest)
}

var isOrHas = regexp.MustCompile(`^[^.;]{0,60}?\b(?:is|are|was|were|has|have|lives?|sits?|runs?|uses?|holds?|keeps?|consists?|stores?|serves?)\b`)
