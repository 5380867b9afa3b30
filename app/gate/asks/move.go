package asks

import (
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	can   = `(can|could|may|might|should|must|will|shall|has to|have to|needs? to|is to|are to|to|let.s|please|we|i|you|and|then|also|by|just|^)( (then|now|also|only|even|please|safely|be|go ahead and)){0,2}`
	place = `\b(bar|thresholds?|limits?|floors?|ceilings?|minim(um|a)|maxim(um|a)|budgets?|tolerances?|targets?|quotas?|coverage|score|gates?|pass mark|fail[-_ ]under|at least|at most|no (more|less|fewer) than)\b`
)

var (
	down    = regexp.MustCompile(`\b` + can + ` (lower(ed)?|reduced?|decreased?|drop(ped)?|relax(ed)?|loosen(ed)?|cut|weaken(ed)?|shr[iu]nk|(go|come|move|brought|bring \S+) down|tighten(ed)?|halved?)\b|^(lower|reduce|decrease|drop|relax|loosen|cut|weaken|shrink|tighten|halve)\b`)
	up      = regexp.MustCompile(`\b` + can + ` (raised?|increased?|lift(ed)?|grow|widen(ed)?|extend(ed)?|loosen(ed)?|relax(ed)?|doubled?|tripled?|trebled?|quadrupled?|bump(ed)?|(go|come|move|brought|bring \S+) up)\b|^(raise|increase|lift|widen|extend|loosen|relax|double|triple|bump)\b`)
	neither = regexp.MustCompile(`\b` + can + ` (set|change[d]?|adjust(ed)?|move[d]?|put|be|use[d]?|accept(ed)?|allow(ed)?|become|require[d]?|suffice|enough)\b|^(set|change|adjust|move|put|use|accept|allow|require)\b|\blet( \S+){1,4} (use|run|take|have|allow|measure)\b|\bmake (it|this|that)\b|\bis enough\b|\bsuffices\b`)
	amount  = regexp.MustCompile(`\d[\d_]*(?:\.\d+)?`)
	words   = regexp.MustCompile(`[a-z]{4,}`)
)

// ToMove tells whether people ask for a limit, of this name, to go from one number
// to another one: in words of that direction, or of none.
func ToMove(sentences []string, name string, was, now float64) bool {
	this, other := down, up
	if now > was {
		this, other = up, down
	}
	for n, text := range sentences {
		named := about(text, name) || n > 0 && stands.MatchString(text) && about(sentences[n-1], name)
		if !named || !holdsAmount(text, now) && !manifold(text, was, now) || doubted.MatchString(text) {
			continue
		}
		all := clauses(text)
		for n, c := range append(all, text) {
			if this.MatchString(c) || n < len(all) && !other.MatchString(text) && (about(c, name) || stands.MatchString(c)) && sets(c, now) {
				if denied.MatchString(c) {
					break
				}
				return true
			}
		}
	}
	return false
}

// sets tells whether a clause sets something to a number, the first one behind its
// verb, or says that this is enough.
func sets(clause string, now float64) bool {
	at := neither.FindStringIndex(clause)
	if at == nil || reaches.MatchString(clause) {
		return false
	}
	if m := ofLimit.FindStringSubmatch(clause[at[1]:]); m != nil {
		return holdsAmount(m[3], now) // beside other things that are set
	}
	if first := amount.FindString(clause[at[1]:]); first != "" {
		return holdsAmount(first, now)
	}
	return holdsAmount(clause, now) && enough.MatchString(clause)
}

// ofLimit is a limit with its own number.
var ofLimit = regexp.MustCompile(`\b(limit|threshold|budget|ceiling|floor|minimum|maximum|tolerance|target)( of| to| at| is|:)? (\d[\d_]*(?:\.\d+)?)\b`)

var (
	enough  = regexp.MustCompile(`\b(enough|suffic\w*|fine|ok|okay|acceptable|accepted|allowed)\b`)
	reaches = regexp.MustCompile(`\b(get|stay|be|come|remain)s? (back )?(above|below|over|under|past)\b`)
)

// stands is a word for what the sentence before was about.
var stands = regexp.MustCompile(`\b(it|that|this|them|those|these)\b`)

// manifold tells whether a sentence lets a number grow, or shrink, by a factor that is
// enough for another one.
func manifold(text string, was, now float64) bool {
	for _, one := range factors {
		if one.in.MatchString(text) && was > 0 && (one.is > 1 && now > was && now <= one.is*was || one.is < 1 && now < was && now >= one.is*was) {
			return true
		}
	}
	return false
}

var factors = []struct {
	in *regexp.Regexp
	is float64
}{
	{regexp.MustCompile(`\b(doubled?|twice (as|the|that)|two times)\b`), 2},
	{regexp.MustCompile(`\b(tripled?|trebled?|three times)\b`), 3},
	{regexp.MustCompile(`\b(quadrupled?|four times)\b`), 4},
	{regexp.MustCompile(`\b(halved?|(to|by|at) half|half (of (that|it|this|them)|as))\b`), 0.5},
}

// holdsAmount tells whether a sentence has a number, or as many per cent.
func holdsAmount(text string, n float64) bool {
	return slices.ContainsFunc(amount.FindAllString(text, -1), func(have string) bool {
		v, err := strconv.ParseFloat(strings.ReplaceAll(have, "_", ""), 64)
		return err == nil && (v == n || n < 1 && v/100 == n)
	})
}

// about tells whether a sentence is about limits, or has a word of a name.
func about(text, name string) bool {
	return limits.MatchString(text) || slices.ContainsFunc(words.FindAllString(strings.ToLower(name), -1), func(w string) bool { return strings.Contains(text, w) })
}

var limits = regexp.MustCompile(place)
