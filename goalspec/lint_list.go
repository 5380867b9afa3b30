package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// things are what a list of work is of.
const things = `(?:[\w-]+ ){0,2}?(?:errors|bugs|issues|warnings|findings|failures|tickets|crashes|problems|complaints|vulnerabilities|violations|alerts|defects)`

const (
	// ofList leads the name of what a list is of, and pieces are such names: of more than
	// one thing, and not in front of the noun that is meant ("the settings page").
	ofList = `(?:(?:all|any|each of|every one of|the|our|your|my|these|those|open|old|new|existing|remaining|outstanding|current|recent|stale|known|rest of|various|many|untriaged) )*`
	pieces = `(?:[\w-]+ ){0,2}?(?:[\w-]*[a-hj-rtv-z]s|apis|` + "`[^`]+`" + ` [\w-]+s)\b(?:$|[.,;:!(]| (?:and|or|in|of|on|at|from|that|which|we|you|under|below|with|for|by|one|to|again|until|here|there|listed)\b)`
	// todoMarks are notes that people leave in code.
	todoMarks = `(?:TODOs|FIXMEs|XXXs|HACKs|(?:TODO|FIXME|XXX|HACK)(?:/(?:TODO|FIXME|XXX|HACK))? (?:comments|notes|items|markers|entries)|to-?dos)\b`
	// goOver are the verbs of going through a list, and workOn those of work on its items.
	goOver = `(?:go|work|walk|comb|sift|plow|plough|look|read|run|get|make (?:your|a) way|chip) (?:(?:your way|back|carefully|slowly) )?(?:through|over|away at)`
	workOn = `(?:fix|resolve|triage|address|handle|process|clear(?: out)?|clean up|tackle|deal with|take care of|do|implement|work off|knock out|burn down|get rid of|remove|close|sort out|look (?:at|into)|solve|investigate|review)`
)

var (
	// passesOver asks to go through things that are not counted, or for a choice among them.
	passesOver = regexp.MustCompile(`(?im)(?:^|[.;:!?)] +|,? (?:and|then|please|to|should|could|must) )(?:please |just |let[’']?s |now )*(?:` + goOver + ` (?:them|these|those|each|everything|` + ofList + `(?:` + todoMarks + `|` + pieces + `))|triage ` + ofList + `(?:them|these|those|` + todoMarks + `|(?:[\w-]+ ){0,2}?(?:backlog|inbox|queue)\b|` + pieces + `)|` + workOn + ` ` + ofList + todoMarks + `)`)
	openChoice = regexp.MustCompile(`(?i)\b(?:` + workOn + `|replace|stabili[sz]e|migrate|improve|simplify|update|rewrite|correct|repair|add) (?:(?:the ones|those|whatever|whichever|anything|everything|all|as (?:much|many)(?: \w+)?) (?:(?:that|which|as) )?(?:(?:makes?|made) sense|you (?:can|find|see|think|come across|like|spot|feel)|(?:is|are|seems?|looks?) (?:worth|possible|feasible|reasonable|needed|necessary|wrong|broken|odd|off|easy|bad|important|relevant|sensible|suspicious|stale|outdated|too \w+)|need(?:s|ed)? (?:it|fixing|work|attention))|what (?:you (?:can|find|see|come across)|can be (?:fixed|done)|makes sense))\b`)
	listWork   = regexp.MustCompile(`(?i)\b(?:fix|resolve|triage|work (?:through|off)|clean up|clear|address|close|handle|process|go through|review|update|rewrite|convert|investigate|look (?:at|into)|burn down|reduce|tackle)\b[^.]{0,40}\b(?:all|every|each|any|as many|backlog|list of|open (?:issues|bugs|tickets)|remaining|top \d+)\b|\b(?:backlog|one by one|keep (?:going|improving|fixing)|as many as)\b` +
		`|^for (?:each|every) (?:\S+ ){0,6}?(?:please )?(?:fix|write|diagnose|triage|investigate|resolve|open|file|add|update|review)\b|\b(?:fix|resolve|triage|address|close|handle|process|review|update|convert|investigate|add|remove)\b[^.:]{0,20}\bthe following\b`)
	// itemsIn is work on items that are counted, numbered, or listed elsewhere
	itemsIn = regexp.MustCompile(`(?i)\b(?:fix|resolve|triage|address|close|handle|process|review|investigate|remove|clear|solve)\b (?:up )?(?:(?:the|these|those|our|my) )?(?:` +
		things + ` (?:listed|below|reported (?:in|by)|from|found by|(?:in|of) (?:the |our )?(?:[\w-]+ ){0,2}?(?:export|tracker|backlog|list|spreadsheet|error log|` + "`?" + `[\w./-]*\.(?:json|csv|tsv|txt|xml|log|sarif)\b))|(?:\d+|` + severalWords + `) ` + things + `\b|` + things + `: |` + todoMarks + `)` +
		`|\b(?:go|work|walk|step) (?:through|over) (?:(?:all|the|our|these|those|open) )*` + things + `\b|\b(?:fix|resolve|triage|address|handle|investigate|solve) (?:the |our )?(?:top|worst|latest|newest|oldest|most \w+) ` + things + `\b|\b(?:go|work|walk|step) (?:through|over)\b.{1,80}?\band (?:fix|resolve|diagnose|triage|correct|address|repair)\b|#\d+, (?:and )?#\d+`)
	// itsUses are those of a thing that the same sentence changes, and end with it: "rename
	// `a` to `b` and update all callers".
	itsUses = regexp.MustCompile(`(?i)\b(?:and|then|,)\s+(?:then )?(?:update|change|convert|fix|adjust|migrate|rewrite)\s+(?:all|every|each|any)(?: of)?(?: (?:the|its|their|existing))* (?:callers?|call ?sites?|uses?|usages?|references?|imports?|mentions?|occurrences?)\b`)
)

var (
	// inGerman asks to go through a list, and endInGerman says what ends it, or is handed
	// over: no criterion is read in that language.
	inGerman    = regexp.MustCompile(`(?i)\b(?:arbeite[nt]?|gehe?[nt]?|schaue?[nt]?|sieh)\b[^.!?]{0,60}\bdurch(?:[.,;!]|$| und\b)|\b(?:abarbeiten|durchgehen|durcharbeiten|abzuarbeiten|durchzugehen)\b`)
	endInGerman = regexp.MustCompile(`(?i)\b(?:bericht|liste|tabelle|zusammenfassung|protokoll|erledigt|behoben|abgehakt|fertig,? (?:wenn|sobald)|bis)\b|übersicht`)
)

// maxBody bounds how much of a body is looked at for an end in German.
const maxBody = 1 << 14

// isList reports an outcome that is work on the items of a list.
func (l *linter) isList(words string) bool {
	list := words
	if imperative.MatchString(words) {
		list = itsUses.ReplaceAllString(words, "")
	}
	return l.doc.workType == WorkBacklog || listWork.MatchString(list) || itemsIn.MatchString(words) || passesOver.MatchString(words) || openChoice.MatchString(words) ||
		inGerman.MatchString(words) && !endInGerman.MatchString(l.doc.body[:min(len(l.doc.body), maxBody)])
}

// terminates reports whether a check decides when a list is worked off, or something is
// handed over on its items; a check that may pass today already does not.
func (l *linter) terminates() bool {
	words := l.doc.outcome.Text[:min(len(l.doc.outcome.Text), maxJudged)]
	return itemByItem.MatchString(words) || slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool {
		return c.Predicate != nil || endsList.MatchString(c.Text) || nothingLeft.MatchString(c.Text) || itemByItem.MatchString(c.Text) ||
			c.Kind != MustHold && searchesNone(c) || c.Runnable() && (c.Kind == MustChange || c.Kind == KindUnknown && judgesList(c.Command, words))
	})
}

var (
	// endsList says of all items of a list what has become of them.
	endsList = regexp.MustCompile(`(?i)\b(?:every|each|all|both|the (?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)|no)\b[^.;]{0,60}\b(?:is|are|has|have|been|was|were|left|carries|gets|links)\b[^.;]{0,40}\b(?:fixed|done|diagnos(?:ed|is)|explained|explanation|skipped|checked off|ticked(?: off)?|closed|resolved|handled|triaged|solved|listed|reported|documented|converted|migrated|removed|gone|issue|ticket|open|answer(?:ed)?|label(?:led|ed|s)?|priority|owner|assign(?:ed|ee)|milestone|verdict|decision|reason|entry|row|line in|updated|rewritten|replaced|reviewed|moved|deleted|merged|quarantined|stable|categori[sz]ed|comment)\b`)
	// nothingLeft says that nothing of a list remains.
	nothingLeft = regexp.MustCompile(`(?i)\b(?:no|none|zero|nothing)\b[^.;]{0,60}\b(?:left|remains?|remaining|open|outstanding)\b|\b(?:list|backlog|queue|inbox) is (?:then |now )?(?:empty|cleared|at zero)\b`)
	// itemByItem hands something over on each item.
	itemByItem = regexp.MustCompile(`(?i)\b(?:one|an?) (?:\w+ )?(?:row|line|entry|verdict|comment|note|answer|sentence|diagnosis|paragraph|section) (?:per|for (?:each|every)|on each)\b|\b(?:report|summary|overview|summari[sz]e)\b[^.;]{0,60}\b(?:what|which|each|every|per|all|was|were)\b|\b(?:note|list|record|write down|log|report|document) (?:\w+ )?(?:what (?:you|was|is)|which|each|every|the rest|the others)\b`)
	// searching are programs whose run shows whether something is left.
	searching = regexp.MustCompile(`(?:^|[\s(!|])(?:grep|rg|ag|ack|find|fd)\s`)
	findsNone = regexp.MustCompile(`^\s*!|-eq 0\b|\$\? -eq 1\b|= ?"?0\b|-z "?\$\(`)
)

// searchesNone reports a search of which a criterion says that it finds nothing.
func searchesNone(c Criterion) bool {
	if c.Command != "" {
		return searching.MatchString(c.Command) && findsNone.MatchString(c.Command)
	}
	for _, loc := range codeSpan.FindAllStringSubmatchIndex(c.Text, maxCalls) {
		if searching.MatchString(c.Text[loc[2]:loc[3]]) && (findsNone.MatchString(c.Text[loc[2]:loc[3]]) || findsNo.MatchString(c.Text[loc[1]:]) || silentThen.MatchString(c.Text[loc[1]:])) {
			return true
		}
	}
	return false
}

// reportedBy reports words that say of a program that it tells of something.
func reportedBy(low, program string) bool {
	for _, verb := range []string{"reports", "finds", "flags", "lists", "complains", "gives", "shows"} {
		if strings.Contains(low, program+" "+verb) {
			return true
		}
	}
	return strings.Contains(low, "reported by "+program) || strings.Contains(low, "found by "+program)
}

// judgesList reports a command that finds what the outcome is to work off, as
// golangci-lint does with "all golangci-lint warnings".
func judgesList(command, outcome string) bool {
	low := strings.ToLower(strings.ReplaceAll(outcome[:min(len(outcome), maxJudged)], "`", ""))
	found := func(of string) bool {
		return slices.ContainsFunc([]string{"warning", "error", "violation", "finding", "complaint", "problem", "issue", "offense", "offence"}, func(noun string) bool {
			return strings.Contains(low, of+" "+noun) || strings.Contains(low, noun) && reportedBy(low, of) || strings.Contains(low, noun+"s of "+of) || strings.Contains(low, noun+"s from "+of)
		})
	}
	for _, w := range strings.Fields(strings.ToLower(command[:min(len(command), maxLead)])) {
		if w = strings.Trim(w, "`"); len(w) > 2 && w[0] != '-' && !strings.ContainsAny(w, "./=") && !strings.HasPrefix(w, "test") && found(w) {
			return true
		}
	}
	return false
}
