package check

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Tied are two statements as one, with a mark between them.
func Tied(first page.Text, mark string, second page.Text) page.Text {
	first.S = strings.TrimRight(first.S, prose.EndMarks) + mark
	return page.Join([]page.Text{first, second})
}

// CountWord is a count in digits or words.
const CountWord = `(?:\d|[０-９]|(?:` + numberWords + `|hundred)\b)`

// faultWords are things of which none should be there.
const faultWords = `(?:errors?|warnings?|issues?|problems?|findings?|failures?|complaints?|violations?|vulnerabilit(?:y|ies)|regressions?|conflicts?|crash(?:es)?|leaks?|races?|duplicates?)`

// faultList are things of which none should be there, one or several kinds.
const faultList = `(?:(?:new|any|an?|deprecation|lint|further|single) )*(?:fail\w*|` + faultWords + `|changes?|flak\w*)(?: tests?)?(?:(?:,| or| and|, or| nor) (?:(?:new|any|an?|deprecation|lint|further) )*(?:fail\w*|` + faultWords + `))*`

// amountWord is a number however it is written, also one that is not read.
const amountWord = `(?:[-−+.~≈]?\s*[\p{Nd}∞]|(?:an? )?(?:zero|` + SeveralWords + `|half|third|quarter|dozen|couple|few|hundred|thousand|million|second|minute|hour|millisecond|nan|inf|infinity)\b)`

var (
	// noThings says in figures what "no errors" says in words.
	noThings = regexp.MustCompile(`(?i)(^|(?:^|\x60)\s*[:–—] |\x60\s*(?:(?:[→⇒]|->|=>)\s*)?|\b(?:` + Tells + `|with|and) )(?:0|zero) ((?:[\pL-]+ )?(?:` + faultWords + `|typos|mismatches|differences|misspellings)\b|(?:broken|dead|missing|failed|failing|unused|unresolved|duplicate|stale|invalid|unknown|new|untranslated|undocumented|orphaned) \pL+s\b)`)
	// notAny says with a verb that is denied what "prints nothing" and "gives no errors" say.
	notAny = regexp.MustCompile(`(?i)\b(?:(?:must|should|shall|may|do|does|will|can) ?(?:not|never)|(?:must|should|do|does)n['’]t|won['’]t|can['’]t) (?:ever )?(prints?|outputs?|finds?|returns?|reports?|shows?|lists?|have|gives?|raises?|yields?|emits?|throws?|produces?) (?:any ?(thing)\b|(?:any |an? )?((?:new |further |lint |deprecation )*` + faultWords + `|output|match(?:es)?|results?|hits?|occurrences?|differences)\b)`)
	// unsaid is a measure that no bound is read from: a sign, a word or the command's
	// own output beside what may be a number.
	unsaid = regexp.MustCompile(`(?i)(?:^|[\s` + "`" + `(])(?:[<>≤≥≈]=?|[=!]?=)\s*` + amountWord +
		`|\b(?:` + Comparative + `|at least|at most|up to)\s+` + amountWord + `|\b(?:below|above|under|over|beyond|within|exceeds?)\s+(?:[-−+.~≈]\s*\p{Nd}|[٠-٩۰-۹०-९]|zero\b|nan\b|half\b|an? (?:half|dozen|few|couple|second|minute|hour|millisecond)\b)` +
		"|`" + `\s+(?:(?:now|still|always|must|should|will|stays?|remains?) )*(?:is|are|be|equals?|amounts? to|prints?|shows?|outputs?|reports?|counts?|takes|uses)\s+(?:(?:only|exactly|about|around|roughly|approximately|nearly|almost|some)\s+)*` + amountWord)
	exits = regexp.MustCompile(`(?i)\b(?:exit|status|code)\b[^,;:]*$`)
	// aMeasure is what a statement about a command can only mean as a bound.
	aMeasure = regexp.MustCompile(`(?i)[⩾⩽≯≮≱≰≧≦]|[０-９]|\d\s?(?:%|percent\b|(?:ms|s|secs?|seconds?|mins?|minutes?|h|hours?|[kmg]i?b|bytes?|` + faultWords + `)\b)` +
		`|\b(?:` + Comparative + `|equal to|beats?|between|max(?:imum)?|min(?:imum)?|at least|at most|up to|exceed(?:s|ing)?)\s+(?:or equal to |of |only |exactly )*` + CountWord +
		`|\b(?:prints?|reports?|finds?|counts?|totals?)\s+[\d０-９]`)
	// change is a bound on how much something changes, not on what is printed.
	change = regexp.MustCompile(`(?i)\b(?:falls?|drops?|rises?|grows?|shrinks?|increase[sd]?|decrease[sd]?|improve[sd]?|reduce[sd]?|lower(?:s|ed)?|raise[sd]?|cut|goes (?:up|down)|up|down) by (?:(?:(?:at least|at most|more than|less than|up to|about|over|exactly)|[<>=≤≥]+)\s*)?` + CountWord)
	// grows is a change in other words, as in "20% faster".
	grows    = regexp.MustCompile(`(?i)\d\s?(?:%|\pL{1,30})?\s*\b(?:more|less|fewer|greater|higher|lower|larger|bigger|smaller|longer|shorter|slower|faster|quicker|better|worse|cheaper)\b`)
	opposite = regexp.MustCompile(`(?i)\b(?:fails? to|falls? short of|misses|stops?) (?:\w+ ){0,2}?` + CountWord)
)

// ratio is one such as 4.5:1.
var ratio = regexp.MustCompile(`\d:1\b`)

// OnChange reports a bound on how much something changes. What the change is of is
// not in one number that is printed.
func OnChange(plain string) bool {
	low := strings.ToLower(plain)
	if strings.Contains(low, " by ") && change.MatchString(low) {
		return true
	}
	compares := strings.Contains(low, "er") || strings.Contains(low, "ess") || strings.Contains(low, "ore") || strings.Contains(low, "wor")
	return compares && slices.ContainsFunc(grows.FindAllString(plain, MaxBounds), func(m string) bool { return !strings.Contains(m, " or ") })
}

// NoneOf writes "0 errors", and "must not report any errors", as "no errors".
func NoneOf(s string) string {
	if strings.Contains(s, "not ") || strings.Contains(s, "never ") || strings.Contains(s, "n't ") || strings.Contains(s, "n’t ") {
		s = notAny.ReplaceAllStringFunc(s, func(said string) string {
			m := notAny.FindStringSubmatch(said)
			verb := "finds"
			if word := strings.ToLower(m[1]); strings.HasPrefix(word, "print") || strings.HasPrefix(word, "output") {
				verb = "prints"
			}
			if m[2] != "" {
				return verb + " nothing"
			}
			return verb + " no " + m[3]
		})
	}
	if !strings.Contains(s, "0 ") && !strings.Contains(s, "ero ") {
		return s
	}
	return noThings.ReplaceAllString(s, "${1}no $2")
}

// PrintsBare reports a command that prints numbers without a unit.
func PrintsBare(code string) bool {
	last := lastStage(code)
	switch word, rest, _ := strings.Cut(last, " "); word {
	case "wc", "stat", "ls", "du":
		return true
	case "jq":
		return strings.Contains(rest, "length")
	}
	return countsHits(last)
}

// CountOf reports a unit that only names what such a command counts.
func CountOf(unit, code string) bool {
	switch low := strings.ToLower(unit); {
	case unit == "":
		return true
	case low == "byte" || low == "bytes" || low == "b":
		return prose.FirstWord(lastStage(code)) != "du" && !strings.Contains(code, "-l")
	case unit == "%" || prose.IsTime(unit):
		return false
	}
	return !sizeUnit.MatchString(unit)
}

// sizeUnit is a multiple of bytes.
var sizeUnit = regexp.MustCompile(`(?i)^(?:[kmgt]i?b?|[kmgt]i?bytes?|mega\w*|kilo\w*|giga\w*|blocks?)$`)

// onEffort is a remark on what it takes for a command to pass.
var onEffort = regexp.MustCompile(`(?i)\b(pass(?:es)?|succeeds?)\s*\((?:it )?(?:takes|needs|runs|limit)\b[^()]*\)`)

// ofSample is a remark on what a command runs on, in which an amount tells things apart:
// "on a 1 % sample".
var ofSample = regexp.MustCompile(`(?i)(\x60\s*\([^()]*\b(?:on|against|for|from|over|of|in) )(?:an?|the|our) \d[\d.,]* ?(?:%|\pL+)[ -](?:\pL[\pL-]*)`)

var (
	// passesFirst says of a command that it passes.
	passesFirst = regexp.MustCompile("(?i)`\\s+(?:\\pL+ ){0,3}?(?:pass(?:es)?|succeeds?|works?|(?:is|are|be|stays?) green|exits? (?:with )?0)\\b")
	// ofCommand ties a number to the command of the sentence before.
	ofCommand = regexp.MustCompile(`(?i)\b(?:` + Tells + `|takes?|measures?|runs? in|finish(?:es)?|it|its)\b`)
	// ofMeans is what may be spent or how much is let through, and no result.
	ofMeans = regexp.MustCompile(`(?i)\b(?:budget|effort|spend(?:ing)?|timeout|time limit)\b`)
	// ofFaults is a unit of things of which few are wanted.
	ofFaults = regexp.MustCompile(`(?i)^` + faultWords + `$`)
)

const besidePass = "what the number behind the words that a command passes is of is not certain; say of the command that it prints the number, or make it a statement of its own"

// besideRun reports a bound behind the words that a command passes that is not on what
// the command prints: it is of another sentence, of a remark, of what may be spent, or of
// what the command runs on.
func besideRun(before, unit string) bool {
	loc := passesFirst.FindStringIndex(before)
	if loc == nil || strings.Contains(before[loc[1]:], "`") {
		return false
	}
	said := before[loc[1]:]
	result := unit == "%" || prose.IsTime(unit) || ofFaults.MatchString(unit)
	if i := strings.LastIndex(said, ". "); i >= 0 {
		return !ofCommand.MatchString(said[i:])
	}
	if i := strings.LastIndexAny(said, ";("); i >= 0 {
		return ofMeans.MatchString(said[i:]) || !result && !ofCommand.MatchString(said[i:])
	}
	words := strings.Fields(strings.ToLower(said))
	for i := len(words) - 1; i >= max(0, len(words)-4); i-- {
		switch words[i] {
		case "on", "for", "against", "over", "across":
			return true
		case "with", "using":
			return ofMeans.MatchString(said) || !result && !slices.ContainsFunc(words[i:], measureNoun.MatchString)
		}
	}
	return false
}

var (
	// SeenBy says in a sentence of its own what shows the number in the one before.
	SeenBy   = regexp.MustCompile("(?i)^(?:please )?(?:(?:use|run|call)\\b[^.;`]*`[^`]*`[^.;`]*\\b(?:to|and|which|that)|(?:(?:it|that|this|the (?:number|figure|value|bound))(?:['’]s| is| are)? )?(?:to be )?|`[^`]*`|that is what `[^`]*`) ?(?:measure|check|verif|prove|show|print|report|compute|test|confirm)\\w*\\b[^.;]*[.;]?$")
	ofBefore = regexp.MustCompile(`(?i)^(?:please )?\w+(?: \w+)?(?: \w+)? (?:with|by|via|using|through)\b|\b(?:it|that|this|the (?:number|figure|value|bound))\b`)
)

// MeasuredBy is a statement of a bound without a command together with the sentence
// behind it that names the command which shows the number; empty when it does not.
func MeasuredBy(before, words string) string {
	if !strings.Contains(words, "`") || !SeenBy.MatchString(words) || !ofBefore.MatchString(prose.BlankCode(words)) || CommandIn(before) != "" || Bounded(words) {
		return ""
	}
	both := strings.TrimRight(before, prose.EndMarks) + ". " + words
	if len(both) > prose.MaxStatement || PredicateIn(before) == nil || PredicateIn(both) == nil || CommandIn(both) == "" {
		return ""
	}
	return both
}

// WithMeasures ties sentences that say how a number is measured to those that state it.
func WithMeasures(sentences []page.Text) []page.Text {
	var out []page.Text
	for _, s := range sentences {
		if n := len(out) - 1; n >= 0 && MeasuredBy(out[n].S, s.S) != "" {
			out[n] = Tied(out[n], ".", s)
			continue
		}
		out = append(out, s)
	}
	return out
}

// MeasureFault says why a measure that stands in a statement beside its bound, if
// it has one, is not read; "" when none does.
func MeasureFault(s string, p *Bound) string {
	plain := NoneOf(prose.BlankCode(s))
	if p == nil {
		plain = ofSample.ReplaceAllString(onEffort.ReplaceAllString(plain, "$1"), "$1")
	}
	switch {
	case p != nil && opposite.MatchString(plain), p != nil && strings.Contains(s, "`") && OnChange(plain):
		return "the bound is on a change, or turned around, and not on what is printed; " + writeBound
	case p != nil && strings.Contains(s, "`") && ratio.MatchString(plain):
		return "which number of a printed ratio is compared is not certain; write it as one number, such as `>= 4.5`, and let the command print that"
	case p != nil || !strings.Contains(s, "`"):
		return ""
	}
	for _, re := range []*regexp.Regexp{change, aMeasure, unsaid} {
		if loc := re.FindStringIndex(plain); loc != nil && !condition.MatchString(plain[:loc[0]]) && !exits.MatchString(plain[:loc[0]]) && !refuses.MatchString(clauseBefore(plain[:loc[0]])) {
			if calls, many := CallsIn(s); len(calls) == 0 && !many {
				return ""
			}
			if isVersion(prose.FirstWord(plain[loc[1]-1:])) {
				return "a version stands beside the command and is no number to compare with; put the line that the command prints in code marks, such as prints `1.2.3`"
			}
			return "a measure stands beside the command and is not read; " + writeBound
		}
	}
	return ""
}
