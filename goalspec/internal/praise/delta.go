// Package praise tells words that nobody can say to be true: a quality, what goes on in people,
// work without what is to come of it. In comes a sentence, out comes whether it is that, or
// names a change. It keeps nothing, so a process that dies here has lost nothing.
package praise

import (
	"slices"
	"strings"
	"unicode"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/saying"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Delta is how much a clause tells of the delta: what a document demands that is not so
// today. A clause tells it by its predicate. Few verbs say nothing by themselves: those of
// being ([lightVerbs]), of which what follows has to say it, and those of having more of
// something ([gainVerbs]), or of working on it ([workVerbs]), which have to say how much, how,
// or when. Any other verb names what is to be done or seen.
type Delta byte

// The deltas, by how much they tell.
const (
	Nothing Delta = iota
	Work          // what is to be worked on, and not what is to come of it
	Quality       // what people are to think of it, or that there is to be more of something
	Change        // what is to be seen
)

// isGradable reports a word for a quality; before is the one in front of it.
func isGradable(w, before string) bool {
	if amounts[w] {
		return true
	}
	compared := degreeWords[before]
	stems := stemsOf(w)
	for i, s := range stems {
		if gradable[s] && (i > 0 || compared || !plainStems[s]) {
			return true
		}
	}
	return compared && before != "so" && before != "as" && gradedEnding.MatchString(w)
}

// stemsOf is a word, and what it may be a form of.
func stemsOf(w string) []string {
	out := []string{w}
	for _, e := range [...][2]string{{"iness", "y"}, {"ness", ""}, {"bility", "ble"}, {"ier", "y"}, {"er", ""}, {"er", "e"}, {"ily", "y"}, {"bly", "ble"}, {"ly", ""}} {
		if s, ok := strings.CutSuffix(w, e[0]); ok && len(s) > 1 {
			out = append(out, s+e[1])
		}
	}
	if s, ok := strings.CutSuffix(w, "er"); ok && len(s) > 3 && s[len(s)-1] == s[len(s)-2] {
		out = append(out, s[:len(s)-1])
	}
	return out
}

// OfSentence is the most that a clause of a sentence tells.
func OfSentence(s string) (most Delta) {
	var last predicate
	if reportsClean(strings.TrimRight(s, ".!")) {
		return Change
	}
	if s = inBrackets.ReplaceAllString(s, ""); s == "" {
		return Nothing
	}
	s = twoVerbs.ReplaceAllString(s, "$1$2")
	from := 0
	for _, cut := range append(clauseCut.FindAllStringIndex(s, prose.MaxParts), []int{len(s), len(s)}) {
		most = max(most, last.read(s[from:cut[0]]))
		last.reason, last.said = strings.ContainsAny(s[cut[0]:cut[1]], ";–—"), last.said && s[cut[0]:min(cut[0]+1, cut[1])] != ":"
		from = cut[1]
	}
	return most
}

// predicate is the verb that the clauses of a sentence go on with.
type predicate struct {
	verb   Delta // what kind it is
	said   bool
	reason bool // what comes may only say why
}

// read reads a clause.
func (p *predicate) read(c string) Delta {
	if c = strings.TrimSpace(c); saying.TellsPast(c) {
		return Nothing
	}
	if saying.Reports(c) {
		p.said, p.verb = true, Quality
		return Nothing
	}
	c = compared.ReplaceAllString(wishing.ReplaceAllString(fixedTurn.Replace(strings.ToLower(c)), ""), "")
	words := token.FindAllString(c, 80)
	switch {
	case len(words) == 0, relatives[words[0]], p.said && p.verb == Quality && aboveAll[words[0]]:
		return Nothing
	case minds.MatchString(c), hearts.MatchString(c), horizons.MatchString(c):
		p.said, p.verb = true, Quality
		return Quality
	}
	at := verbOf(words)
	if at < 0 && everybody.MatchString(c) || ofAllTimes(c) {
		return Quality
	}
	if at < 0 {
		return p.fragment(words)
	}
	p.said = true
	verb, rest := words[at], words[at+1:]
	switch {
	case gainVerbs[verb] || workVerbs[verb]:
		if p.verb = Quality; workVerbs[verb] {
			p.verb = Work
		}
		switch {
		case saysHowMuch(rest, true):
			return Change
		case graded(rest):
			return Quality
		case p.verb == Work && aFaultIn.MatchString(c):
			return Change
		}
		return p.verb
	case copeVerbs[verb] && copesAtLarge(rest):
		p.verb = Quality
		return Quality
	case lightVerbs[verb]:
		t := ofState(words[:at], rest)
		if p.reason && p.verb == Work && t == Change {
			return Nothing
		}
		if p.verb = Nothing; t == Quality {
			p.verb = Quality
		}
		return t
	}
	p.verb = Change
	told := ofAct(verb, rest)
	if told == Quality && at > 0 && !namesNothing(words[:at]) && !graded(rest) {
		return Change // "members can delete a project", beside "fix the project"
	}
	return told
}

// fragment is a clause without a verb, which goes on with the one before.
func (p *predicate) fragment(words []string) Delta {
	switch {
	case saysHowMuch(words, false):
		return Change
	case p.said && graded(words), graded(leading(words)), isGradable(words[len(words)-1], ""):
		return Quality
	case pronouns[words[0]]:
		return Change
	case p.said && p.verb == Quality && wherein[words[0]]:
		return Nothing
	case p.said && p.verb == Quality && (words[0] == "with" || words[0] == "including") && len(words) > 1 && !graded(words):
		return Change
	case p.said && p.verb != Nothing:
		return p.verb
	case p.said:
		return Change
	}
	if len(words) == 1 || articles[words[0]] && !acts(words) {
		return Nothing
	}
	return ofAct(words[0], words[1:])
}

// IsClause reports words that say something, and do not only name it.
func IsClause(s string) bool {
	words := token.FindAllString(strings.ToLower(inBrackets.ReplaceAllString(s, "")), 80)
	at := -1
	if len(words) > 0 {
		at = verbOf(words)
	}
	if at > 0 && at == len(words)-1 && !inflected.MatchString(words[at]) {
		at = -1 // "tenant cache"
	}
	return len(words) > 0 && (at >= 0 || articles[words[0]] && acts(words) || manyAct(words))
}

// inflected is a verb that needs nothing behind it.
var inflected = regexp.MustCompile(`[^s]s$|ed$|en$|^(?:gone|down|missing|identical)$`)

// manyAct reports words of which one may be what several things do: "workers drain the queue".
func manyAct(words []string) bool {
	for i := 0; i+2 < len(words); i++ {
		if w := words[i+1]; thirdPerson.MatchString(words[i]) && !noObject[w] && !hows[w] && !cases[w] && !namesBehind[w] && !relatives[w] {
			return true
		}
	}
	return false
}

// verbOf is where the verb of a clause stands.
func verbOf(words []string) int {
	first := words[0]
	if gainVerbs[first] || workVerbs[first] || lightVerbs[first] {
		return 0
	}
	if degreeWords[first] || isGradable(first, "") && !gradable[first] {
		return -1
	}
	for i, w := range words {
		switch {
		case i > 0 && relatives[words[i-1]]:
		case w == "to":
			if i > 0 && i+1 < len(words) && !isGradable(words[i-1], "more") && (lightVerbs[words[i+1]] || gainVerbs[words[i+1]] || workVerbs[words[i+1]]) {
				return i + 1
			}
		case modals[w], obliged[w] && i+1 < len(words) && words[i+1] == "to":
			for j := i + 1; j < len(words); j++ {
				if v := words[j]; !modals[v] && v != "to" && v != "be" && v != "not" && !(strings.HasSuffix(v, "ly") || degreeWords[v]) || lightVerbs[v] {
					return j
				}
			}
		case lightVerbs[w] && i > 0:
			return i
		}
	}
	if prose.Imperative.MatchString(strings.Join(words, " ")) || saying.AsksTo.MatchString(strings.Join(words, " ")) {
		return 0
	}
	if at := slices.IndexFunc(words, func(w string) bool { return !strings.ContainsAny(w, "0123456789`\"") && saying.Showing.MatchString(w) }); at >= 0 {
		return at
	}
	if len(words) > 1 && saying.ActsOn.MatchString(prose.BlankCode(strings.Join(words, " "))) {
		return 1
	}
	return -1
}

// ofState reads what is said behind a verb of being.
func ofState(subject, rest []string) Delta {
	switch {
	case len(rest) == 0 && !namesNothing(subject):
		return Nothing
	case len(rest) == 0:
		return Quality
	case gainVerbs[rest[len(rest)-1]], namesNothing(subject) && namesNothing(rest):
		return Quality
	case graded(rest) && !saysHowMuch(withoutPlaces(rest), false):
		return Quality
	case saysHowMuch(rest, false):
		return Change
	case process[rest[0]]:
		return Nothing
	case graded(rest), gainVerbs[present(rest[0])]:
		return Quality
	case workVerbs[present(rest[0])]:
		return Work
	}
	return Change
}

// withoutPlaces are words without the names of where something is, or comes from.
func withoutPlaces(words []string) (out []string) {
	for i, w := range words {
		if i == 0 || w[0] != '`' || !placesBehind[words[i-1]] {
			out = append(out, w)
		}
	}
	return out
}

// copesAtLarge reports words on what something copes with that name none of it.
func copesAtLarge(rest []string) bool {
	return !slices.ContainsFunc(rest, isExact) && slices.ContainsFunc(rest, func(w string) bool { return unspecific[w] })
}

// present is the verb of which a word may be the participle.
func present(w string) string {
	if s := strings.TrimSuffix(w, "d"); gainVerbs[s] || workVerbs[s] {
		return s
	}
	return strings.TrimSuffix(w, "ed")
}

// ofAct reads a verb that names an act with what follows.
func ofAct(verb string, rest []string) Delta {
	last := ""
	if len(rest) > 0 {
		last = rest[len(rest)-1]
	}
	switch {
	case saysHowMuch(rest, true):
		return Change
	case len(rest) > 1 && (isGradable(last, "") && (strings.HasSuffix(last, "ly") || last == "well" || last == "better" || rest[len(rest)-2] == "without")):
		return Quality
	case len(rest) == 1 && backReference[rest[0]]:
		return Nothing
	case ofIdeal(rest):
		return Quality
	case len(rest) > 0 && namesNothing(rest) && !slices.ContainsFunc(rest, func(w string) bool { return backReference[w] }):
		if renewing[verb] {
			return Work
		}
		return Quality
	}
	return Change
}

// ofAllTimes reports words on what all people, or none, do or find at all times: no look shows
// that. What they see of something may be looked at.
func ofAllTimes(said string) bool {
	return everybody.MatchString(said) && eternal.MatchString(said) && !saying.Showing.MatchString(eternal.ReplaceAllString(said, ""))
}

// namesNothing reports words of which none names a thing.
func namesNothing(words []string) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !noObject[w] && !isGradable(w, "more") })
}

// ofIdeal reports words on a quality of something: "the performance of the search".
func ofIdeal(words []string) bool {
	for i, w := range words {
		if !noObject[w] && !gainVerbs[w] && w != "back" && w != "down" && w != "off" {
			return isGradable(w, "") && (i+1 == len(words) || noObject[words[i+1]])
		}
	}
	return false
}

// acts reports words of which one behind the second may be a verb: not the last.
func acts(words []string) bool {
	for i := 2; i+1 < len(words); i++ {
		if thirdPerson.MatchString(words[i]) {
			return true
		}
	}
	return false
}

// leading are the words with which a clause begins, without an article.
func leading(words []string) []string {
	for len(words) > 1 && articles[words[0]] {
		words = words[1:]
	}
	return words[:min(2, len(words))]
}

// graded reports words of which one is for a quality.
func graded(words []string) bool {
	before := ""
	for _, w := range words {
		if occasions[w] {
			return false
		}
		if isGradable(w, before) {
			return true
		}
		before = w
	}
	return false
}

func isExact(w string) bool { return w[0] == '"' || w[0] >= '0' && w[0] <= '9' || countWords[w] }

// saysHowMuch reports words that say how, how much, or, of an act, on what occasion.
func saysHowMuch(words []string, act bool) bool {
	for i, w := range words {
		switch {
		case isExact(w), w == "than", w[0] == '`' && (len(words) == 1 && !act || i > 0 && namesBehind[words[i-1]]):
			return true
		case hows[w] && i+1 < len(words) && !isGradable(words[i+1], "") && !noObject[words[i+1]]:
			return true
		case w == "against" && i+1 < len(words) && !noObject[words[i+1]] && words[i+1] != "every":
			return true
		case act && cases[w] && i+1 < len(words) && !graded(words[i+1:min(i+4, len(words))]):
			return true
		}
	}
	return false
}

// Of is the most that the sentences of a text tell: those that wish for something and
// what follows them, else all, without what somebody thinks and how to go about the work.
func Of(text string) (most Delta) {
	if !strings.ContainsFunc(prose.BlankCode(text), unicode.IsLetter) {
		text = prose.BareCode(text)
	}
	sentences := page.Sentences(page.Bare(prose.Judged(text)))
	from := max(slices.IndexFunc(sentences, func(t page.Text) bool { return saying.Wants(t.S) }), 0)
	for _, t := range sentences[from:] {
		switch x := saying.Of(t.S); {
		case x == saying.Doubt, x == saying.Manner, leavesOpen.MatchString(t.S), boundsWork.MatchString(t.S):
		case promisedElsewhere.MatchString(t.S) && !strings.ContainsAny(t.S, "0123456789`"):
			most = max(most, Quality)
		default:
			most = max(most, OfSentence(t.S))
		}
	}
	return most
}
