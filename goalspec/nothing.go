package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// ofToday tells where something comes from, what it takes today, or who knows it.
	ofToday = regexp.MustCompile(`(?i)\b(?:(?:was|were|been|(?:it|this|that|these|they|which)(?:['’]s| is| are))(?: \w+ly| only| first)? (?:re)?(?:written|built|added|introduced|developed|designed|hosted|maintained|owned|bought|moved|split|created|started|begun|made|inherited|extracted|forked|copied|based) (?:in|by|with|for|from|off|out|when|last|two|three|years)\b|(?:takes?|costs?|serves?|handles?|processes) (?:about|around|roughly|approximately|some|nearly|almost) |(?:looks?|looking) after it|(?:two|three|four|some|few|no) (?:people|of us|engineers?|developers?) (?:knows?|understands?|uses?)\b|currently|nowadays|at the moment|these days|right now)`)
	// wishedFor tells that somebody wants what the text is about.
	wishedFor = regexp.MustCompile(`(?i)\b(?:ask(?:ed|s|ing)?|request(?:ed|s)?|want(?:ed|s)?|need(?:ed|s)?|miss(?:ed|es|ing)?|wish(?:ed|es)?|decided|agreed|promised) (?:for|it|this|that|on|us|to|an?|the)\b|\brequire[sd]?\b`)
	// aTrace is the output of a program that went wrong.
	aLog = regexp.MustCompile(`(?i)^\W*\d{4}-\d\d-\d\d\S*\s.*\b(?:error|fatal|warn|exception|failed)\b`)
	// setsRules calls a text after what holds for any work.
	setsRules = regexp.MustCompile(`(?i)^(?:(?:our|the|some|a few|more|please) )*(?:(?:ground|house|team|basic|general|working|golden|standing) )*(?:rules?|guidelines?|conventions?|routines?|checklists?|runbooks?|etiquette|dos and don['’]?ts)\b(?:$|:| (?:for|of|on|in|when|around|about|at)\b)|^(?:[^:]{1,40}: )?(?:hands off|what (?:is|'s) not (?:allowed|permitted|wanted)|what not to|how (?:we|to) work)\b|^(?:please )?(?:mind|observe|respect|note|remember) the following\b`)
	aTrace    = regexp.MustCompile(`(?i)exception|error|panic:|traceback|fatal|segfault|segmentation|\bsig[a-z]{2,5}\b|core dumped|goroutine|\d\d:\d\d:\d\d|^\W*\[[\w.:-]+\] [^\n]*\n *\[[\w.:-]+\] |^\s+at \S+\(`)
)

// nothingWanted reports a text in which nothing says what shall be: its sentences tell what
// was or is, wonder, or say how to go about any work, and its criteria may hold today.
func (l *linter) nothingWanted(words string) bool {
	d := &l.doc
	ruled := setsRules.MatchString(prose.CleanTitle(d.title)) || setsRules.MatchString(words) || len(d.contract.context) > 0 && setsRules.MatchString(d.contract.context[0].Text)
	stated := sayings(words, !d.facts.named, ruled)
	if check.PredicateIn(words) != nil || stated.says(saysWish) {
		return false
	}
	if news := func(c Criterion) bool { return !mayHoldNow(c) }; slices.ContainsFunc(d.contract.criteria, news) && !(stated == 1<<saysManner && !d.facts.named && slices.ContainsFunc(d.contract.criteria, findsNoDiff)) {
		return false
	}
	if d.facts.labels[field.Goal].Line > 0 && !d.facts.named {
		return stated != 0 && !stated.says(saysState) && !stated.says(saysPast)
	}
	if s := sayings(d.title, false, ruled); s.says(saysWish) || wishedFor.MatchString(d.title) {
		return false
	}
	stands := stated.says(saysState)
	told := ruled || d.facts.labels[field.Goal].Line > 0 || stated.says(saysDoubt) || stated.says(saysManner) || stated.says(saysPast)
	tied := stated.says(saysDoubt) || ofToday.MatchString(words)
	for _, p := range d.contract.context[:min(len(d.contract.context), maxLeadAt)] {
		if strings.HasPrefix(p.Text, "```") {
			if !aTrace.MatchString(p.Text[:min(len(p.Text), maxJudged)]) {
				return false
			}
			told = true
			continue
		}
		text := p.Text[:min(len(p.Text), maxJudged)]
		if aLog.MatchString(text) {
			told = true
			continue
		}
		if asksFor(text) && !strings.ContainsAny(text[:len(text)-1], ".?!") {
			continue // a heading of a form
		}
		s := sayings(text, false, ruled)
		if s.says(saysWish) || saysWished(text) {
			return false
		}
		signs := s.says(saysDoubt) || s.says(saysManner) || s.says(saysPast)
		stands = stands || s.says(saysState)
		told, tied = told || signs, tied || s.says(saysDoubt) || ofToday.MatchString(text) || d.facts.named && tellsOf(words, text)
	}
	return told && (tied || !stands || d.facts.named && d.unproved())
}

// findsNoDiff reports a criterion by which nothing of some paths has changed.
func findsNoDiff(c Criterion) bool {
	return strings.HasPrefix(c.Command, "out=$(git diff") || strings.HasPrefix(c.Command, "git diff") || findsNoChange.MatchString(c.Text)
}

// saysWished reports a text that says of what it is about that somebody wants it; a step of any
// work does not.
func saysWished(text string) bool {
	for item := range strings.SplitSeq(text, "\n") {
		for _, t := range page.Sentences(page.Bare(prose.StripMarkers(strings.TrimSpace(item)))) {
			if wishedFor.MatchString(t.S) && !aStep.MatchString(t.S) {
				return true
			}
		}
	}
	return false
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

// sayingSet are the sayings in a text.
type sayingSet uint8

func (s sayingSet) says(x saying) bool { return s&(1<<x) != 0 }

// aBan begins what an author does not want to be done.
var aBan = regexp.MustCompile(`(?i)^(?:(?:please|and|also|but),? )*(?:do not|don['’]?t|never|nobody|no one)\b`)

// sayings are those of the sentences of a text; where that sets rules, a ban is of how to go
// about the work, whatever it names. Of a list of steps of any work, each is one. Beside an outcome a state counts only
// where something is to be seen of it, and not what names something.
func sayings(text string, outcome, ruled bool) (all sayingSet) {
	list := []string{text}
	if prose.Marker(text) > 0 {
		list = strings.Split(text, "\n")
	}
	if len(list) > 2 && manners(list) > len(list)/2 {
		list = slices.DeleteFunc(list, func(item string) bool { return sayingOf(bareItem(item)) == saysState })
	}
	for _, item := range list {
		for _, t := range page.Sentences(page.Bare(bareItem(item))) {
			plain := prose.BlankCode(t.S)
			x := sayingOf(t.S)
			if ruled && (aBan.MatchString(t.S) || !outcome && strings.HasPrefix(strings.ToLower(t.S), "no ") || setsRules.MatchString(t.S)) {
				x = saysManner
			}
			if x != saysState || outcome || (does.MatchString(plain) || seen.MatchString(plain)) && observable(t.S) || strings.Count(plain, " ") > 3 && strings.HasSuffix(plain, ".") && !strings.Contains(plain, ": ") {
				all |= 1 << x
			}
		}
	}
	return all
}

// bareItem is an item of a list without its mark.
func bareItem(item string) string { return prose.StripMarkers(strings.TrimSpace(item)) }

// manners is how many items say how to go about the work.
func manners(list []string) (n int) {
	for _, item := range list {
		if sayingOf(bareItem(item)) == saysManner {
			n++
		}
	}
	return n
}

// does is a verb of what something is or does.
var does = regexp.MustCompile(`(?i)\b(?:is|are|can|has|have|gets?|will|becomes?|does|do|stays?|keeps?|uses?|goes|comes?|works?|sees?|finds?)\b|\bruns?(?: [^o]|[.,;]|$)`)
