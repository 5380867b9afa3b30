package goalspec

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/praise"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// saysNew tells of a check what is not so today.
	saysNew = regexp.MustCompile(`(?i)\bnew(?:ly)?\b|\b(?:adapted|extended|rewritten|afterwards)\b|\bcases?(?: for|:)|\btests? (?:for\b|that (?:[^aeh\s]|e[^x]|h[^a])\w*)|\b(?:fails?|failed) (?:on|today|now|before|without)\b|\b(?:today|now|currently|so far|until now|at present|at the moment)[,:]? (?:(?:it(?:['’]s| is)?|are|there are) )?[\d.]+`)
	notNew  = regexp.MustCompile(`(?i)\b(?:no|without|nothing|any|zero|0) (?:(?:or|other) )?new\b`)
	// findsNoChange is what a comparison with today finds.
	findsNoChange = regexp.MustCompile(`(?i)\b(?:no|0|zero) (?:[\w-]+ ){0,2}(?:removals?|changes?|changed|differences?|differ(?:s|ing)?|diffs?|regressions?)\b`)
	// noFault says in whatever words that a run finds nothing, that something of the code is
	// neither added nor lost, or that a figure stays about where it is.
	noFault = regexp.MustCompile("(?i)" + `\b(?:has|have|with|reports?|shows?|prints?|finds?|gives?|yields?|returns?) (?:no|0|zero) (?:[\w-]+ )?(?:failures?|failed|drift|breaks?|broken|errors?|findings?|warnings?|offen[cs]es?|violations?|issues?|problems?|differing|differences?)\b|(?:[:;—–-]|→|[-=]>) (?:no|0|zero) (?:failures?|drift|errors?|findings?|warnings?|violations?)\b` +
		`|\b(?:prints?|shows?|says?|reports?|outputs?|answers?) [\x60"“'](?:[^\x60"”']*\b)?(?:success\w*|no (?:issues|errors|problems|warnings|data|changes|differences)|ok|passed|0 (?:errors|failures|failed))\b[^\x60"”']*[\x60"”']|\bwithout (?:any )?(?:failures?|errors?|findings?|warnings?|offen[cs]es?|violations?|issues?|problems?)$|^no (?:broken|dead) links?\b|\b(?:is|are) (?:silent|quiet)\b|(?:→|[-=]>) ?exit(?:s| code| status)? 0\b|\ball (?:the |of the )?\d+ (?:tests?|specs?|examples)\b|\ball (?:of )?(?:the )?\x60[^\x60]+\x60 pass(?:es)?\b` +
		"|\\bno (?:(?:public|exported) )?(?:`[^`]+`|(?:route|gem|dependency|package|crate|module|test|spec|name|export|function|column|file|warning|suppression)s?)[^;]{0,60}\\b(?:added|removed|renamed|introduced|dropped|deleted)\\b" +
		`|\b(?:not|n['’]t|no)\b[^.;]{0,20}\b(?:more|less|lower|higher|slower|larger|worse|fewer|below|above|exceed)\b[^.;]{0,50}\b(?:today|now|main|baseline)\b|\bgrows? by (?:no more than|at most|less than)\b|\bat least (?:the|as many|that|those)\b[^.;]{0,40}\b(?:now|today|already)\b`)
	// ofRelease are steps on the way to a merge.
	ofRelease = regexp.MustCompile(`(?i)^\W*(?:(?:the|an?|this|that|one|your) )*(?:pull request|pr|merge request|branch|commits?(?: messages?)?|change ?log(?: entry)?|description|template|ci|pipeline|(?:` + "`[ ]*` )?" + `(?:ci )?(?:jobs?|workflows?|checks?|actions?|badges?|builds?|stages?|steps?))\b`)
)

// holdsNow reports a criterion that may hold today, or runs what some constraint keeps.
func (l *linter) holdsNow(c Criterion) bool {
	return mayHoldNow(c) || c.Kind != MustChange && c.Command != "" && slices.ContainsFunc(prose.First(l.doc.contract.constraint), func(k Constraint) bool {
		return strings.Contains(k.Text, "`"+c.Command+"`")
	})
}

// today is the figure of today, beside the one that is to be kept.
var today = regexp.MustCompile(`(?i)\b(?:today|now|currently|at present|at the moment|it(?:['’]s| is))[:,]? (?:(?:it(?:['’]s| is)|at|about|is|are|there are) )*(\d+(?:\.\d+)?)|\b(?:it(?:['’]s| is)|are|is|at) (\d+(?:\.\d+)?)(?: ?[\w%]+)? (?:today|now|currently|at present|at the moment)\b`)

// isMet reports a bound that the figure of today meets.
func isMet(c Criterion) bool {
	m := today.FindStringSubmatch(c.Text)
	if c.Predicate == nil || m == nil {
		return false
	}
	v, err := strconv.ParseFloat(m[1]+m[2], 64)
	return err == nil && c.Predicate.Holds(v)
}

// mayHoldNow reports a criterion of which each part may hold today.
func mayHoldNow(c Criterion) bool {
	parts := page.Statements(page.Bare(prose.Judged(c.Text)))
	if len(parts) < 2 || c.ByInspection || c.Kind != KindUnknown {
		return partHolds(c)
	}
	return !slices.ContainsFunc(parts, func(t page.Text) bool {
		part := newCriterion(t.S)
		return !partHolds(part)
	})
}

// partHolds reports a criterion that may be met before the work as well as after it: it
// asks for something to stay as it is, or for what tests, builds or lints to pass.
func partHolds(c Criterion) bool {
	text := prose.Judged(c.Text)
	lead := ofWhat.FindString(text)
	text = unlikeOthers.ReplaceAllString(text[len(lead):], "$1")
	plain := notNew.ReplaceAllString(prose.BlankCode(text), "no")
	switch {
	case isMet(c):
		return true
	case c.Kind == MustChange, saysNew.MatchString(plain):
		return false
	case noFault.MatchString(text):
		return true
	case c.ByInspection:
		return false
	case c.Kind == MustHold, wholeSuite(c), saying.AsToday.MatchString(lead), saying.AsToday.MatchString(plain), findsNoChange.MatchString(text), notNew.MatchString(text), saying.SuitePasses.MatchString(text), saying.OnlyOfTests(plain), labels.ForbidsFirst(text), ofRelease.MatchString(plain):
		return true
	}
	return c.Predicate == nil && check.FindsNoFaults(text)
}

// unlikeOthers says of some things what they did not do: "a line that did not change".
var unlikeOthers = regexp.MustCompile(`(?i)\b(that|which|who) (?:did|do|does|has|have|was|were|is|are)(?: not|n['’]t) \w+`)

// ofWhat leads a statement and says what it is about.
var ofWhat = regexp.MustCompile(`^(?:\*\*)?[A-Za-z][A-Za-z -]{1,30}:(?:\*\*)? `)

// costs are what work may cost, whatever it is for: how a bound tells that it is on one of
// them, and the words of an outcome that is about it.
var costs = []struct{ bound, about *regexp.Regexp }{
	{regexp.MustCompile(`(?i)\d ?(?:ms|s|secs?|seconds?|m|min|minutes?|h|hours?)\b|\bp\d\d\b|\blatenc|\b(?:req(?:uests)?|rows|ops|events)(?:/| per )s|\brps\b|\bfps\b|\bthroughput\b|\btime\b|\bperformance\b`), regexp.MustCompile(`(?i)\b(?:fast\w*|slow\w*|speed\w*|quick\w*|perform\w*|snapp\w*|respons\w*|latenc\w*|effici\w*|smooth\w*|optimi\w*|scal\w*|times?|load\w*|lag\w*|wait\w*|long\w*|hang\w*)\b`)},
	{regexp.MustCompile(`(?i)\d ?[kmg]i?b\b|\bbytes\b|\bmemory\b|\bmem\b|\bsize\b|\brss\b|\bheap\b|\bpeak\b`), regexp.MustCompile(`(?i)\b(?:memory|lean\w*|light\w*|small\w*|sizes?|footprint|effici\w*|optimi\w*|perform\w*|bundles?|resources?|scal\w*|bloat\w*|heavy|leaks?)\b`)},
	{regexp.MustCompile(`(?i)\d (?:\w+ )?(?:tests?|specs?|examples)\b|\bcoverage\b`), regexp.MustCompile(`(?i)\b(?:tests?|tested|testing|specs?|cover\w*|quality|safety net)\b`)},
}

// besidesThePoint reports a bound on what the work may cost, of which an outcome does not speak.
func besidesThePoint(words, text string) bool {
	return slices.ContainsFunc(costs[:], func(of struct{ bound, about *regexp.Regexp }) bool {
		return of.bound.MatchString(text) && !of.about.MatchString(words)
	})
}

// beyondTaste reports a criterion that has nothing to do with the quality that an outcome names:
// a bound on something else, and, where it is one of taste, what only runs.
func beyondTaste(words string, c Criterion) bool {
	if c.Kind == MustChange || c.ByInspection || saysNew.MatchString(c.Text) || praise.Of(words) != praise.Quality {
		return false
	}
	text := prose.Judged(c.Text)
	if c.Predicate != nil {
		return besidesThePoint(words, text)
	}
	return praise.OfTaste.MatchString(words) && !praise.Provable.MatchString(words) && check.OnlyRuns(text)
}

// thePull is where work is handed over.
const thePull = `(?:pull request|pr|mr|merge request|branch|ticket|issue)`

var (
	// handsOver tells of the last steps of any work, and of what is said of it.
	handsOver = regexp.MustCompile(`(?i)^(?:(?:please|then|and|also|finally|you|i|we|have|has) )*(?:` +
		`(?:open|create|submit|close|tag|update)(?:e?d)? (?:an?|the|your|this) (?:draft )?` + thePull + `\b[^.;]{0,40}|(?:push|commit|merge|squash)(?:e?d)?\b[^.;]{0,60}|(?:ask|request|wait)(?:ed)?\b[^.;]{0,30}\b(?:review|approval|feedback|merge)\b[^.;]{0,30}` +
		`|(?:stop|finish|summari[sz]e)\b[^.;]{0,60}|(?:tell|ping|notify|inform) (?:me|us|the)\b[^.;]{0,60}|report (?:back|to|what|when|how|the (?:results?|outcome|changes|commits|state))\b[^.;]{0,60}` +
		`|(?:write|post|send|give|leave|add)(?: (?:me|us))? an? (?:(?:short|brief|final) )*(?:(?:report|summary|overview)\b[^.;]{0,40}|(?:comment|note|message) (?:in|on|to) the ` + thePull + `\b[^.;]{0,40})` +
		`|(?:an?|the|this|your|our) (?:(?:short|brief|final|draft) )*(?:` + thePull + `|report|summary|comment|work|change|commits?) (?:is|are|has been|have been|was|were|gets?) (?:open|opened|created|submitted|pushed|merged|closed|posted|written|ready|up|there|sent|reviewed|made|attached)\b[^.;]{0,40}` +
		`|(?:all|everything|each|every one)(?: of)? (?:the )?(?:above|that|this|points? above|items? above) (?:is|are|has been|have been) (?:done|implemented|finished|complete[d]?|in place|true|met|fulfilled)` +
		`|` + thePull + ` (?:merged|closed|opened|approved)|list (?:all |every |each |the |which |what )*[^.;]{0,40}\b(?:you|(?:was|were) (?:changed|touched))\b[^.;]{0,40}|(?:none|nothing|no (?:checks?|tests?|verification|evidence))(?: (?:is|are))? (?:needed|required|necessary)|use (?:your|common) (?:own |best )?(?:judge?ment|sense)|(?:i|we|you)(?:['’]ll| will)? (?:just )?(?:know|see|tell|decide)\b[^.;]{0,60}` +
		`)[.!]*$`)
	// aSource is nothing but where the wish comes from, by the number it has there.
	aSource = regexp.MustCompile(`(?i)^(?:(?:see|the|our|an?|from|in|of|by|[\w-]+['’]s|customers?|users?|support|security|tickets?|issues?|requests?|reports?|mails?|threads?|incidents?|advisory|bugs?|complaints?|cases?|discussions?|slack|jira|zendesk|sentry|audit|finding|legal|and)[,:]? )*(?:[A-Z]{2,}-\d+|GHSA(?:-\w{4}){3}|CVE-\d+-\d+|[\w./-]*#\d+)(?:(?:,| and) (?:[A-Z]{2,}-\d+|#\d+))*\W*$`)
	// aRecord names what somebody has seen, or where to look, and by which path or number it is found.
	aRecord = regexp.MustCompile("(?i)^(?:(?:the|our|an?|all|last|first|two|three) )*(?:[\\w-]+ ){0,3}?(?:reports?|logs?|traces?|profiles?|requests?|tickets?|threads?|mails?|screenshots?|dumps?|recordings?|chain|code|module|handler|source|folder)\\b[^.;]{0,40}(?:`[^`]*[./][^`]*`|#\\d+)[^.;]{0,20}$")
	aReport = regexp.MustCompile(`(?i)\b(?:report|summar(?:y|i[sz]e)|overview|pull requests?|comments?|branch(?:es)?|tickets?|issues?|review|list|diagnos\w+|document\w*|write)\b`)
)

// provesNothing reports a statement that stands for a criterion and says of no change
// whether it was made: where to look, a last step of any work, or a report of it.
func provesNothing(c Criterion) bool {
	return c.Command == "" && c.Predicate == nil && !c.ByInspection && (namesNoOutcome(c.Text) || aRecord.MatchString(c.Text) && !praise.IsClause(c.Text) || len(c.Text) <= prose.MaxLead && (handsOver.MatchString(c.Text) || aSource.MatchString(c.Text)))
}

// unproved reports a document without criteria, or with such as prove nothing, unless a
// report is what is asked for.
func (d Document) unproved() bool {
	return len(d.contract.criteria) == 0 || !slices.ContainsFunc(d.contract.criteria, func(c Criterion) bool { return !provesNothing(c) }) &&
		!aReport.MatchString(prose.Judged(d.outcome.Text))
}
