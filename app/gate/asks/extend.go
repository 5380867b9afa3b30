package asks

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const record = `(golden|snapshots?|expected (outputs?|results?|files?)|recorded|recordings?|approved (outputs?|files?)|baselines?|reference (outputs?|files?)|fixtures?)`

// intoIt leads from what is added to what it is added to.
const intoIt = `[^§]* (to|in|into|at the end of|below|at the bottom of) ([^\s]+ ){0,3}§`

var (
	extends = regexp.MustCompile(`\b(extend(ed)?|append(ed)?|complete[d]?|supplement(ed)?|enlarged?)\b( [^\s]+){0,6} §` +
		`|(^|: |\b(and|please|then|so|also|just|now|only|you|we|i|let.s|(we|you) (must|should|can|may)) )(add|put|insert|append|write)\b` + intoIt + `|\b(must|should|shall|can|may|will|ought to|(has|have|needs?|is|are) to) ((then|now|also|be) ){0,2}(go|added|put|inserted|appended|written)\b` + intoIt + `|\b(goes|go|needed)\b` + intoIt +
		`|§( [^\s]+){0,3} ((gains?|gets?|grows?|needs?|receives?) (by )?(an?|one|some|two|three|more|another|new|additional|the|its)|(is|are|be|must be|should be|can be|may be|has to be|have to be|needs to be) (extended|appended|completed|supplemented))\b` +
		`|§( [^\s]+){0,3} (may|must|should|can|will|has to|have to|needs? to) (be extended|grow|gain|get)\b` +
		`|§( [^\s]+){0,3} (must|should|will|has to|have to|needs? to) (then|now|also|from now on) (contain|hold|have|show)\b` +
		`|§[^§]* (except|but|other than|only) (to (add|append|extend)|(for|by) (additions|adding|appending|new))`)
	recordNoun = regexp.MustCompile(`\b` + record + `s?( (files?|outputs?|data|results?|tests?))?\b`)
	reorders   = regexp.MustCompile(`\b(changes?|alters?|affects?|swap(s|ped)?|update[sd]?|adapt(s|ed)?|adjust(s|ed)?)\b[^§]*\b(order|sequence|positions?)\b[^§]*§|§[^¤]*\b(reorder\w*|rearrang\w*|re-?sort\w*)\b|§[^¤]*\b(changes?|gets?|follow\w*|updat\w*|adapt\w*|will|need|needs)\b[^¤]*\b(another|other|new|different) (order|sequence)\b|§[^¤]*\b(changes?|gets?|follows?|will|adapts?)\b[^¤]*\b(that|its|this|the) (order|sequence)\b|\b(order|sequence) (of|in)\b[^§]*§[^§]*\b(changes|follows|is (adapted|updated|changed)|(must|has to|needs to|should|will) (be )?(change|adapt|follow|update)\w*)`)
	compared   = regexp.MustCompile(`\b(as|like|than)( \w+){0,3}? (in|at|of) ([^\s]+ ){0,2}§`)
	// beyondIt is what a relative clause tells, or something to compare with, up to §; strayed
	// tells of what went wrong there.
	beyondIt  = regexp.MustCompile(`\b(that|what|which|compared (to|with)|match(es)?|equals?|agrees? with|(to|follow|by|with) (the|that|its) (order|sequence|positions?)) [^§]*§`)
	strayed   = regexp.MustCompile(`\b(the|an?|this|that|some) (bug|regression|mistake|accident)s?\b|\b(yesterday|by mistake|accidentally)\b`)
	andNoMore = regexp.MustCompile(`\b(and|but) (nothing|no more|not \w+) ?(else|more|of it)?\b`)
)

// ToReorder tells whether people want what is recorded to stand in another order, of
// something that they name or call by its kind.
func ToReorder(sentences []string, name string) bool {
	return slices.ContainsFunc(sentences, func(text string) bool {
		text = framed.ReplaceAllString(recordNoun.ReplaceAllString(put(text, name, "§"), "§"), "$3")
		return strings.Contains(text, "§") && !doubted.MatchString(text) && !strayed.MatchString(text) && slices.ContainsFunc(append(clauses(text), text), func(c string) bool {
			c = compared.ReplaceAllString(beyondIt.ReplaceAllString(c, ""), "")
			return reorders.MatchString(c) && !denied.MatchString(andNoMore.ReplaceAllString(c, "")) && !frozen.MatchString(c)
		})
	})
}

// ToExtend tells whether people ask for something recorded to grow, that they name or
// call by its kind.
func ToExtend(sentences []string, name string) bool {
	return slices.ContainsFunc(sentences, func(text string) bool {
		text = framed.ReplaceAllString(recordNoun.ReplaceAllString(put(text, name, "§"), "§"), "$3")
		return strings.Contains(text, "§") && !doubted.MatchString(text) && !strayed.MatchString(text) && slices.ContainsFunc(append(clauses(text), text), func(c string) bool {
			c = compared.ReplaceAllString(beyondIt.ReplaceAllString(c, ""), "")
			return extends.MatchString(c) && (!denied.MatchString(c) || excepts.MatchString(c))
		})
	})
}

var (
	excepts  = regexp.MustCompile(`\b(except|other than|only|but)\b`)
	wanted   = regexp.MustCompile(`\b(should|must|shall|ought|has to|have to|needs? to|expected|expects?|wants?|wanted|will|becomes?|turns? into|goal|correct\w*|right|now|from now on|so that)\b`)
	instead  = regexp.MustCompile(`\b(instead of|rather than|not|in place of|where)\b`)
	past     = regexp.MustCompile(`\b(where|instead|while|as|until now|before)\b.*\b(said|was|were|had|used|read|called|wrote|printed|showed|did)\b`)
	formerly = regexp.MustCompile(`^\W*(before|earlier|formerly|previously|until now|so far|in (the )?(old|former|previous|last)\b)`)
	leads    = regexp.MustCompile("^[\"'`]*\\s*(→|->|=>|⇒|to|into|becomes)\\s*[\"'`]*$")
	arrow    = regexp.MustCompile(`→|->|=>|⇒|\bbecomes?\b|\bto\b|\bbut\b|\bshould\b|\bmust\b|\bcorrect is\b|\binto\b`)
)

// Wants tells which of two values that people show is the one they want: where they
// call for it, or name it behind the one that is to go, or say that the other was.
func Wants(sentences []string, now, was string) bool {
	now, was = strings.ToLower(now), strings.ToLower(was)
	return slices.ContainsFunc(sentences, func(text string) bool {
		n, w := whole(text, now), whole(text, was)
		switch {
		case n < 0 || doubted.MatchString(text[strings.Index(text, ": ")+1:]): // whatever leads to it
			return false
		case w < 0 || w < n+len(now) && n < w+len(was): // one is a part of the other
			return wanted.MatchString(text) && !denied.MatchString(text)
		case w < n:
			between, must := text[w+len(was):n], wanted.MatchString(text[:w])
			if neverTo.MatchString(between) || toldOf.MatchString(text) && !wanted.MatchString(strings.ReplaceAll(text, "becomes", "")) || isRange(text[:w], was, between, now) {
				return false
			}
			return leads.MatchString(between) || !must && (instead.MatchString(between) || arrow.MatchString(between))
		}
		between := text[n+len(now) : w]
		if past.MatchString(between) || formerly.MatchString(text[w+len(was):]) {
			return !denied.MatchString(text)
		}
		return wanted.MatchString(text[:n]) && !leads.MatchString(between)
	})
}

// isRange tells whether two numbers are the ends of a range, and nothing goes from one to
// the other.
func isRange(before, was, between, now string) bool {
	return strings.TrimSpace(between) == "to" && strings.Trim(was+now, "0123456789.") == "" && !goesFrom.MatchString(before)
}

var (
	neverTo  = regexp.MustCompile(`\b((must|should|shall|may|can|will|does|do)( not|n.t)|cannot|never)\b`)
	toldOf   = regexp.MustCompile(`\b(wrong\w*|incorrect\w*|brok\w*|restor\w*|regress\w*|bugs?|mistakes?|today|currently|since the last|find out|why)\b`)
	goesFrom = regexp.MustCompile(`\b(from|go(es)?|chang\w*|turn\w*|rais\w*|lower\w*|increas\w*|reduc\w*|mov\w*|set|bump\w*|updat\w*)\b`)
)

// Turns tells whether people show two values in one sentence and want the first.
func Turns(sentences []string, now, was string) bool {
	now, was = strings.ToLower(now), strings.ToLower(was)
	return slices.ContainsFunc(sentences, func(text string) bool {
		return whole(text, now) >= 0 && whole(text, was) >= 0 && Wants([]string{text}, now, was)
	})
}

// whole is where a value stands in a text that is no part of a longer one; -1 for
// nowhere.
func whole(text, value string) int {
	return regexp.IndexWord(text, value, func(before, after byte) bool {
		return !inWord(before) && before != '-' && before != '.' && !inWord(after)
	})
}
