package check

import (
	"html"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	numberUnit = `(` + prose.Numeral + `)[ \t]?(%|[A-Za-zµ]{1,30}(?:/[A-Za-z]{1,12})?)?`
	// amounts are the verbs of what may be measured, without their endings.
	amounts = `drop|fall|go|get|rise|climb|grow|sink|dip|decrease|increase|shrink|slip|move|take|use|need|exceed|last|run|cost|ha(?:ve|s)|contain|return|report|print|show|become|consume|produce|require|hold|add|leave|spend|emit|send|issue|include|remain|stay|be|is|are|come|reach|average|measure|score`
	// measureNouns are things of which a number tells, and ofMeasure what is said of one.
	measureNouns = `coverage|rate|score|ratio|accuracy|recall|precision|throughput|latency|times?|duration|size|budget|share|percentage|availability|uptime|speed|memory|total|number|count|median|average|mean|maximum|minimum`
	ofMeasure    = `\b(?:` + measureNouns + `|p\d\d) (?:[^.,;:]{1,40} )?`
	Comparative  = `(?:more|less|fewer|greater|higher|lower|larger|bigger|smaller|longer|shorter|slower|faster) than`
)

var (
	boundAt  = regexp.MustCompile(`^` + numberUnit)
	targetRE = regexp.MustCompile(`(?i)\b(?:target|reach(?:es)?|achieve|coverage(?: of| is| to|:)|raise[sd]? .{0,60}? to|increase[sd]? .{0,60}? to)\s+` + numberUnit)
	minRE    = regexp.MustCompile(`(?i)` + numberUnit + `\s+(?:or (?:more|higher|better|above|larger|greater|bigger|longer)|minimum)`)
	maxRE    = regexp.MustCompile(`(?i)` + numberUnit + `\s+(?:or (?:less|lower|fewer|below|faster|smaller|shorter)|maximum)`)
	leastRE  = regexp.MustCompile(`(?i)` + numberUnit + `\s+at (?:the )?least\s*(?:[.,;)]|$)`)
	mostRE   = regexp.MustCompile(`(?i)` + numberUnit + `\s+at (?:the )?most\s*(?:[.,;)]|$)`)
	risesRE  = regexp.MustCompile(`(?i)` + ofMeasure + `(?:rise|climb|grow)s? (?:up )?(?:from [^\s]{1,12} )?to\s+` + numberUnit)
	fallsRE  = regexp.MustCompile(`(?i)` + ofMeasure + `(?:(?:drop|fall|decrease|shrink|sink)s?|(?:go|come)(?:es|s)? down) (?:from [^\s]{1,12} )?to\s+` + numberUnit)
	exitRE   = regexp.MustCompile(`(?i)\b(?:exit(?:s|ed)?(?: (?:code|status|with))*)\s*$`)

	ofThings    = regexp.MustCompile(`(?i)(\w+) (?:of|with|for|from) $`)
	measureNoun = regexp.MustCompile(`(?i)^(?:` + measureNouns + `)$`)

	clauseEnd = regexp.MustCompile(`(?i)[,;:.!?()](?:\s|$)|\s[–—-]+\s|\b(?:and|but|or|so|then|because|since|unless|until|before|whereas)\b`)
	condition = regexp.MustCompile(`(?i)\b(?:if|when|whenever|unless|until|once|where|in case)\b[^,;:]*$`)
	averaged  = regexp.MustCompile(`(?i)\b(?:averaged|measured|computed|sampled|taken|summed|spread|collected|aggregated|repeated|mean|median|average|runs?)\s+$`)
	// sampled are the runs over which a number is taken, and statistic is what is taken of
	// them.
	sampled   = regexp.MustCompile(`(?i)^[\d.,]+\s+(?:(?:warm|cold|consecutive|independent|repeated) )?(?:runs|samples|iterations|trials|rounds|repetitions|repeats|measurements|executions|tries|requests|calls|queries)\b(?: [^p]|[^/ ]|$)`)
	statistic = regexp.MustCompile(`(?i)\b(?:median|mean|average|p\d\d|percentile)\b`)
	refuses   = regexp.MustCompile(`(?i)\b(?:reject|refuse|forbid|disallow|warn|truncate)(?:s|es|ed|d|ing)?\b[^,;:]*$|\bfails? (?:on|at|with|for|above|below|over|under)\b[^,;:]*$`)
	// whichThings follows a bound that says only of which things the rest is said: "a
	// limit above 500 answers 400", "bodies over 1 MB are refused".
	whichThings = regexp.MustCompile(`(?i)^[ \t]?(?:%|[kmgt]i?b|bytes|[nµm]?s|seconds|minutes|characters|chars|lines|rows|items|entries)?\s*\b(?:(?:answers?|returns?|gets?|gives?|yields?|raises?|throws?|triggers?|leads? to|results? in|causes?|ends? in|shows? an?)\b|(?:is|are|must be|gets?) (?:rejected|refused|truncated|split|ignored|dropped|skipped|cut|clamped|capped|rounded|logged|streamed|cached|retried|compressed|paginated|an error)\b)`)
	// ofShare says of how many of several things the bound behind it is said, and inShare
	// does behind it.
	ofShare = regexp.MustCompile(`(?i)` + share)
	inShare = regexp.MustCompile(`(?i)^[^,;:.]{0,20}\b(?:in|for|on|at) (?:the |at least |about )?` + share)
	hedged  = regexp.MustCompile(`(?i)\b(?:not (?:only|just|necessarily|always|merely|yet)|need not|needn[’']?t|(?:not|n[’']t) (?:need|have) to|rarely|seldom|barely|scarcely|almost|nearly|mostly|usually)\b|\b(?:was|were)\s*$`)
	negator = regexp.MustCompile(`(?i)\b(?:not|never|cannot|without|avoid(?:s|ing)?|nor|neither|hardly|\pL+n[’']t|no|none|nothing|nobody)\b`)
	// what may stand between a negation and the bound that it turns around
	denies = regexp.MustCompile(`(?i)^(?:\s*(?:ever|again|be|been|being|to|the|a|an|its?|in|any|at|of|by|us|longer)\b)*\s*(?:(?:let|allow|permit)s? \S+(?: \S+){0,3}? )?` +
		`(?:(?:` + amounts + `)(?:s|es|ped|ping|ing|ning|ting|ed)?\b)?` +
		`(?:\s*(?:ever|down|up|back|out|on|in|for|to|as|be|any|anything|a|an|the|of|time|total)\b)*\s*$`)
	nobodyHas = regexp.MustCompile(`(?i)^\s*[^\s,;:]+(?: [^\s,;:]+){0,6}? (?:` + amounts + `)(?:s|es)?(?: (?:any|up|down|for|on|longer))?\s*$`)
)

// share is how many of several things are meant, and not all.
const share = `(?:\d[\d.]* ?(?:%|percent) of \w|(?:most|half|many|some|the majority|a (?:third|quarter|fifth|few)|(?:\d+|` + SeveralWords + `) (?:out )?) ?of (?:the |all |our |its )?(?:\d+ |` + SeveralWords + `)?(?:\w+ )?(?:runs|requests|calls|cases|queries|tries|attempts|times|pages|users|builds|jobs|loads|responses|samples|iterations)\b|(?:most|many|some) (?:runs|requests|calls|cases|queries|tries|attempts|pages|users|builds|jobs|responses|samples|iterations)\b)`

// TwoBounds is the fault of a statement with more than one.
const TwoBounds = "two bounds stand in one statement; make it two"

// OfShare is the fault of one that is not said of all.
const OfShare = "the bound holds for a share of several only, and one number does not show which; let a command print the percentile or the share, and " + writeBound

// writeBound says how a bound is written that cannot be misread.
const writeBound = "write the bound as an operator and a number, such as `>= 80%` or `== 0`"

// eitherWayRead is the fault of a number such as 1,50.
const eitherWayRead = " can be read in more than one way; "

// EitherRead reports that fault, of which nobody but the author can say what is meant.
func EitherRead(fault string) bool { return strings.Contains(fault, eitherWayRead) }

// Bound is a [Predicate] as a statement says it.
type Bound struct {
	Op    string
	Value float64
	Unit  string
}

// String is the bound as an author would write it.
func (p Bound) String() string {
	s := p.Op + " " + strconv.FormatFloat(p.Value, 'g', -1, 64)
	switch {
	case p.Unit == "%":
		return s + "%"
	case p.Unit != "":
		return s + " " + p.Unit
	}
	return s
}

// Holds reports whether a measured value satisfies the bound.
func (p Bound) Holds(v float64) bool {
	switch p.Op {
	case "<":
		return v < p.Value
	case "<=":
		return v <= p.Value
	case ">":
		return v > p.Value
	case ">=":
		return v >= p.Value
	case "==":
		return v == p.Value
	}
	return false
}

// negated is what holds when the bound does not; there is none for "==".
func (p Bound) negated() (Bound, bool) {
	op, ok := map[string]string{"<": ">=", "<=": ">", ">": "<=", ">=": "<"}[p.Op]
	p.Op = op
	return p, ok
}

// PredicateIn is the bound that a statement states outside its code spans, nil
// when it states none or none for certain.
func PredicateIn(s string) *Bound {
	p, _ := BoundIn(s)
	return p
}

// Bounded reports whether a bound stands in a statement, certain or not.
func Bounded(s string) bool {
	p, fault := BoundIn(s)
	return p != nil || fault != ""
}

// MaxBounds is how many comparisons are looked at in one statement.
const MaxBounds = 6

// BoundIn finds the bound in a statement. A fault says why one that stands
// there cannot be read for certain; then there is no predicate.
func BoundIn(s string) (p *Bound, fault string) {
	if !strings.ContainsAny(s, "0123456789") && !countsInWords(s) && (len(s) < 4 || !strings.EqualFold(s[:4], "zero")) {
		return nil, ""
	}
	plain := smallerAs.ReplaceAllString(figures(prose.BlankCode(BareCommand(s))), "$1 than $2")
	if strings.Contains(plain, "<") {
		plain = prose.InlineTag.ReplaceAllString(plain, "")
	}
	plain = html.UnescapeString(plain)
	found := comparisons(plain)
	if len(found) > MaxBounds {
		return nil, "too many bounds stand in one statement; make it several"
	}
	for _, loc := range found {
		op, before := plain[loc[2]:loc[3]], plain[:loc[2]]
		if exitRE.MatchString(before) || strings.HasSuffix(before, "-") || strings.EqualFold(op, "over") && (averaged.MatchString(before) || sampled.MatchString(plain[loc[4]:]) && statistic.MatchString(plain)) {
			continue
		}
		q, why := readBound(opOf(op, plain, loc[4:]), plain, loc[0], loc[4:])
		switch {
		case why != "":
			return nil, why
		case q != nil && besideRun(before, q.Unit):
			return nil, besidePass
		case q != nil && p != nil && *p != *q:
			return nil, TwoBounds
		case q != nil:
			p = q
		}
	}
	if p != nil {
		return p, ""
	}
	low := strings.ToLower(plain)
	if (strings.Contains(low, " 0") || strings.Contains(low, "zero")) && noFaults(plain) || !strings.Contains(s, "`") && noneFirst.MatchString(plain) {
		return &Bound{Op: "=="}, ""
	}
	if strings.Contains(low, "+") {
		if loc := scored.FindStringSubmatchIndex(plain); loc != nil {
			return readBound(">=", plain[:loc[0]]+strings.Replace(plain[loc[0]:], "+", " ", 1), loc[0], loc[2:])
		}
	}
	coded := strings.Contains(s, "`") // what of a command's output is meant is not said
	for _, form := range []struct {
		words  []string // one of them is in it
		re     *regexp.Regexp
		op     string
		behind bool // the number stands in front
		off    bool
	}{
		{[]string{"or ", "minimum"}, minRE, ">=", true, false},
		{[]string{"or ", "maximum"}, maxRE, "<=", true, false},
		{[]string{" least"}, leastRE, ">=", true, coded},
		{[]string{" most"}, mostRE, "<=", true, coded},
		{[]string{" to "}, risesRE, ">=", false, false},
		{[]string{" to "}, fallsRE, "<=", false, false},
		{[]string{"target", "reach", "achieve", "coverage", "raise", "increase"}, targetRE, ">=", false, false},
	} {
		if form.off || !slices.ContainsFunc(form.words, func(w string) bool { return strings.Contains(low, w) }) {
			continue
		}
		if loc := form.re.FindStringSubmatchIndex(plain); loc != nil && (!form.behind || !qualified(plain[:loc[0]])) {
			if form.behind && runsInto.MatchString(plain[:loc[2]]) {
				return nil, notWhole(plain[loc[2]:loc[3]])
			}
			return readBound(form.op, plain, loc[0], loc[2:])
		}
	}
	return printed(s), ""
}

// printsNumber says of one command which number it prints.
var printsNumber = regexp.MustCompile("(?i)^[^`]*`([^`]+)`\\s*(?:[–—:-]\\s*)?(?:(?:must|should|still|now) )*(prints?|outputs?|returns?|equals?|is)?\\s*(?:exactly )?(\\d{1,12})\\s*(?:[.,;)]+(?:\\s|$)|$)[^`]*$")

// OnlyCounts is a command that only prints a number.
var OnlyCounts = regexp.MustCompile(`\|\s*(?:wc -[lwc]|grep -[A-Za-z]*c\b|jq '?length'?)[^|]*$`)

// printed is the number that a command is said to print. One that returns a number
// and does not count exits so.
func printed(s string) *Bound {
	m := printsNumber.FindStringSubmatch(s)
	if m == nil || countsHits(m[1]) || !LooksLikeCommand(m[1]) || !OnlyCounts.MatchString(m[1]) && !strings.HasPrefix(strings.ToLower(m[2]), "print") && !strings.HasPrefix(strings.ToLower(m[2]), "output") {
		return nil
	}
	v, err := strconv.ParseFloat(m[3], 64)
	if err != nil {
		return nil
	}
	return &Bound{Op: "==", Value: v}
}

// qualified reports words before a number that say with it which things are meant,
// as in "uploads of 10 MB or less print no bar".
func qualified(before string) bool {
	m := ofThings.FindStringSubmatch(before)
	return m != nil && !measureNoun.MatchString(m[1])
}

// readBound reads one bound that begins at a byte of the statement: its number,
// and whether the words before turn it around.
func readBound(op, s string, at int, loc []int) (*Bound, string) {
	written := s[loc[0]:loc[1]]
	if isVersion(written) {
		return nil, ""
	}
	before := s[:at]
	clause := clauseBefore(before)
	if condition.MatchString(before) || refuses.MatchString(clause) || whichThings.MatchString(s[loc[1]:]) {
		return nil, ""
	}
	v, unit, fault := readAmount(s[loc[0]:])
	switch {
	case fault != "":
		return nil, fault
	case ofShare.MatchString(clause) || inShare.MatchString(s[loc[1]:]):
		return nil, OfShare
	case op == "":
		return nil, "how " + s[at:loc[1]] + " compares is not certain; " + writeBound
	}
	p := Bound{Op: op}
	p.Value, p.Unit = scaled(v, unit)
	turns, unsure := judged(before, s[loc[1]:])
	if turns {
		var ok bool
		p, ok = p.negated()
		unsure = !ok || negator.MatchString(clause)
	}
	if unsure {
		return nil, "what is said of the bound behind it turns it around, or holds it for a part only; " + writeBound
	}
	return turned(p, clause)
}

// smallerAs compares as in other languages: "smaller as 5".
var smallerAs = regexp.MustCompile(`(?i)\b(less|fewer|greater|higher|lower|larger|bigger|smaller|longer|shorter) as (\d)`)

// isVersion reports a number such as 1.21.3, which bounds no measurement.
func isVersion(s string) bool {
	parts := strings.Split(s, ".")
	if len(parts) < 3 {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return true
		}
	}
	return false
}

// clauseBefore is the part of a statement's beginning that a negation in it
// would reach from.
func clauseBefore(s string) string {
	if all := clauseEnd.FindAllStringIndex(s, -1); len(all) > 0 {
		return s[all[len(all)-1][1]:]
	}
	return s
}

// turned turns a bound around that its clause negates.
func turned(p Bound, clause string) (*Bound, string) {
	if hedged.MatchString(clause) {
		return nil, "the words before the bound do not say for certain that it holds; " + writeBound
	}
	found := negator.FindAllStringIndex(clause, -1)
	if len(found) == 0 {
		return &p, ""
	}
	between := page.Words(clause[found[0][1]:])
	word := strings.ToLower(clause[found[0][0]:found[0][1]])
	nobody := word == "no" || word == "none" || word == "nothing" || word == "nobody" || word == "neither"
	q, ok := p.negated()
	if ok && len(found) == 1 && (denies.MatchString(between) || nobody && nobodyHas.MatchString(between)) {
		return &q, ""
	}
	return nil, "what a negation before the bound turns around is not certain; " + writeBound
}

// scaled drops words that are only the sentence going on, and are no unit.
func scaled(v float64, unit string) (float64, string) {
	switch strings.ToLower(unit) {
	case "of", "in", "on", "for", "and", "or", "with", "when", "per", "to", "at", "by", "the", "is", "as", "from", "across", "measured",
		"http", "status", "level", "priority", "severity", "type", "class": // 5 HTTP 500 answers
		return v, ""
	case "percent":
		return v, "%"
	}
	return v, unit
}
