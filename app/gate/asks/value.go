package asks

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Means tells whether people show a value as what is to be, or leave it open: where
// they name it they do not only say what comes out today, refer to something by a
// number or count what is beside the matter.
func Means(sentences []string, value string) bool {
	value = strings.ToLower(strings.TrimSpace(value))
	found := false
	for n, text := range sentences {
		for from := 0; ; {
			at := whole(text[from:], value)
			if at < 0 {
				break
			}
			at += from
			from = at + len(value)
			next := ""
			if n+1 < len(sentences) && (tellsOn.MatchString(sentences[n+1]) || contrasts(sentences[n+1], value)) {
				next = sentences[n+1]
			}
			if !byTheWay(text[:at], value, text[from:]) && !comesOut(text[:at], text[from:], next) {
				return true
			}
			found = true
		}
	}
	return !found
}

// byTheWay tells whether a number between two texts refers to something or counts
// what no code does.
func byTheWay(before, value, after string) bool {
	return value != "" && strings.Trim(value, "0123456789.") == "" &&
		(refers.MatchString(before) || ago.MatchString(after) || strings.HasPrefix(after, ".") && len(after) > 1 && after[1] >= '0' && after[1] <= '9')
}

var (
	refers = regexp.MustCompile(`(#|\b(version|release|python|node|go|java|php|ruby|debian|ubuntu|rfc|iso|line|lines|page|issue|ticket|pr|step|section|chapter|phase|since|no\.|part|todo)[ -]?|\bv)$`)
	ago    = regexp.MustCompile(`^ (\w+ )?(ago\b|(days?|weeks?|months?|years?|hours?|minutes?) ago\b|(customers?|users?|people|persons?|colleagues?|reports?|complaints?|tickets?|developers?|teams?|of us)( have| has| had)? (complain|report|s[ae]w|notic|ask|wait|call|wrote|told|t[eo]ll|want|hit|about|so far|already)|times (a|per|today|already|this|last))`)
)

// comesOut tells whether a value between two texts of a sentence is what comes out
// today and not what is to.
func comesOut(before, after, next string) bool {
	own := last(clauses(before))
	if strings.HasSuffix(strings.TrimSuffix(before, own), "so ") {
		own = "so " + own
	}
	if at := wanted.FindStringIndex(soFar.ReplaceAllString(own, "")); at != nil || instead.MatchString(own) {
		return at != nil && instead.MatchString(own[min(at[1], len(own)):]) // called for, or in whose place another one is
	}
	if bids.MatchString(own) {
		return false
	}
	if receives.MatchString(own) || today.MatchString(own) || notRight.MatchString(after) || otherThan.MatchString(after) || wantsOther.MatchString(after) {
		return gives.MatchString(own)
	}
	return gives.MatchString(own) && (notRight.MatchString(next) || rules.MatchString(next))
}

// contrasts tells whether a sentence says what the rule is, of which a value is no part.
func contrasts(text, value string) bool {
	return rules.MatchString(text) && !agrees.MatchString(text) && !strings.Contains(text, value)
}

// tellsOn begins with a word for what the sentence before told.
var tellsOn = regexp.MustCompile(`^(\w+ ){0,2}` + it + `\b`)

func last(all []string) string { return all[len(all)-1] }

var (
	gives      = regexp.MustCompile(`\b(gives?|gave|returns?|returned|prints?|printed|shows?|showed|yields?|produces?|reports?|receives?|received|gets?|got|comes?|came|answers?|outputs?|displays?|reads?|says?|said|ends?|is|are|was|were|has|have|only|computes?|makes?|renders?|writes?|actual|actually|observed|sees?)\b`)
	bids       = regexp.MustCompile(`^\W*((please|then|so|now|just|let it|have it|make it|it is to) )*(write|show|print|use|give|return|say|render|output|display|report|format|emit|answer|produce|put|spell|call)\b`)
	rules      = regexp.MustCompile(`^(but |whereas |while |yet )?(our|the) ([\w-]+ ){0,2}?(style|conventions?|specs?|specification|docs?|documentation|standard|rfc|guide|guidelines|design|contract|schema|mock-?up|manual|readme|` + record + `s?)\b.*\b(has|have|says?|wants?|asks?|uses?|shows?|is|are|demands?|requires?|needs?|expects?|writes?|reads?|calls?)\b`)
	agrees     = regexp.MustCompile(`\b(too|also|same|as well|likewise|agrees?|wrong|outdated|stale|old|unclear|silent|says? nothing|(does|do|is|are)( not|n.t))\b`)
	otherThan  = regexp.MustCompile(`\b(instead of|rather than|in place of)\b`)
	receives   = regexp.MustCompile(`\b(got|receive[sd]?|actual(ly)?|observed|only)\b`)
	today      = regexp.MustCompile(`\b(currently|today|at the moment|at present|presently|right now|so far|until now|still)\b`)
	soFar      = regexp.MustCompile(`\b(right now|until now|by now|now)\b`)
	notRight   = regexp.MustCompile(`\b(wrong|incorrect|off by|is off|short|los[te]s?|missing|too (low|high|many|few|large|small|long|short|early|late|big|much)|bugs?|buggy|broken|complain\w*|mistakes?|not right|nonsense)\b`)
	wantsOther = regexp.MustCompile(`\b(should|must|ought to|has to|have to) (be|have|read|say|give|return|print|show|come)\b`)
)
