package asks

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	can    = `(can|could|may|might|should|must|will|shall|has to|have to|needs? to|is to|are to|to|let.s|please|we|i|you|and|then|also|by|just|^)( (then|now|also|only|even|please|safely|be|go ahead and)){0,2}`
	itself = `\b(bar|thresholds?|limits?|floors?|ceilings?|minimum|maximum|budgets?|tolerances?|targets?|quotas?|time-?outs?)( (in|of|for) \S+)?( (then|now|therefore))?`
	place  = `\b(bar|thresholds?|limits?|floors?|ceilings?|minim(um|a)|maxim(um|a)|budgets?|tolerances?|targets?|quotas?|coverage|score|gates?|pass mark|fail[-_ ]under|at least|at most|no (more|less|fewer) than)\b`
)

var (
	down    = regexp.MustCompile(`\b` + can + ` (lower(ed)?|reduced?|decreased?|drop(ped)?|relax(ed)?|loosen(ed)?|cut|weaken(ed)?|shr[iu]nk|sink|fall|(go|come|move|brought|bring \S+) down|tighten(ed)?|halved?)\b|^(lower|reduce|decrease|drop|relax|loosen|cut|weaken|shrink|tighten|halve)\b|` + itself + ` (goes|comes|moves) down to\b`)
	up      = regexp.MustCompile(`\b` + can + ` (raised?|increased?|lift(ed)?|grow|widen(ed)?|extend(ed)?|loosen(ed)?|relax(ed)?|doubled?|tripled?|trebled?|quadrupled?|bump(ed)?|take|last|(go|come|move|brought|bring \S+) up)\b|^(raise|increase|lift|widen|extend|loosen|relax|double|triple|bump)\b|` + itself + ` (goes|comes|moves) up to\b`)
	neither = regexp.MustCompile(`\b` + can + ` (set|change[d]?|adjust(ed)?|move[d]?|put|be|use[d]?|accept(ed)?|allow(ed)?|become|go|compared?|require[d]?|suffice|enough)\b|\bbecomes\b|\b(gets?|needs?) an? (\w+ )?(limit|threshold|budget|tolerance|time-?out|precision)\b|^(set|change|adjust|move|put|use|accept|allow|require)\b|\blet( \S+){1,4} (use|run|take|have|allow|measure)\b|\bmake (it|this|that)\b|\bis enough\b|\bsuffices\b`)
	amount  = regexp.MustCompile(`\b\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?`)
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
		if turns(text, name, was, now) || settles(sentences[max(0, n-1):n+1], name, was, now) {
			return true
		}
		named := about(text, name) || n > 0 && stands.MatchString(text) && about(sentences[n-1], name)
		if !named || !holdsAmount(text, now) && !manifold(text, was, now) || doubted.MatchString(text) {
			continue
		}
		all := clauses(strings.ReplaceAll(text, ": ", ", "))
		for n, c := range append(all, text) {
			if this.MatchString(c) || n < len(all) && !other.MatchString(text) && (about(c, name) || stands.MatchString(c)) && sets(c, now) {
				if denied.MatchString(besideNumber.ReplaceAllString(c, "")) {
					break
				}
				return true
			}
		}
	}
	return false
}

// besideNumber is the number in whose place another one is to stand.
var besideNumber = regexp.MustCompile(`\b(instead of|rather than|and not) (the )?(\w+ )?\d\S*`)

// turns tells whether a sentence says that a limit goes from one number to another.
func turns(text, name string, was, now float64) bool {
	return !doubted.MatchString(text) && slices.ContainsFunc(clauses(text), func(c string) bool {
		m := fromTo.FindStringSubmatch(c)
		return m != nil && holdsAmount(m[2], was) && holdsAmount(m[3], now) && !denied.MatchString(c) && (ofLimits.MatchString(c) || mentions(c, name))
	})
}

// settles tells whether the last of some sentences says that people agreed on a number
// for a limit, which they speak of there or right before, if only by what it was.
func settles(sentences []string, name string, was, now float64) bool {
	text := sentences[len(sentences)-1]
	at := agreedOn.FindStringSubmatchIndex(text)
	if at == nil || !holdsAmount(text[at[2]:at[3]], now) || doubted.MatchString(text) {
		return false
	}
	said := clauses(text[:at[1]])
	return !denied.MatchString(besideNumber.ReplaceAllString(said[len(said)-1], "")) &&
		slices.ContainsFunc(sentences, func(t string) bool { return about(t, name) || holdsAmount(t, was) })
}

// agreedOn is what people agreed on, up to the first number.
var agreedOn = regexp.MustCompile(`\b(?:agreed?|settled?|decided?)(?: up)?(?: |-)(?:on|for|to)\b\W*(?:[a-z][a-z-]*\W+){0,5}?(\d\S*(?: (?:%|\w+))?)`)

var (
	fromTo   = regexp.MustCompile(`\b(goes|moves|changes|drops|sinks|falls|rises|shrinks|grows|loosens|is (?:lowered|raised|reduced|relaxed|loosened|set|changed)|go|move|change|be|lowering|raising|relaxing)(?: [^\d\s]+){0,5}? from (\S+(?: (?:%|\w+))?) to (\S+(?: (?:%|\w+))?)`)
	ofLimits = regexp.MustCompile(`\b(bar|thresholds?|limits?|floors?|ceilings?|minim(um|a)|maxim(um|a)|budgets?|tolerances?|targets?|quotas?|gates?|time-?outs?|fail[-_ ]under)\b`)
)

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
	if first := amount.FindString(cameFrom.ReplaceAllString(clause[at[1]:], "")); first != "" {
		return holdsAmount(first, now)
	}
	return holdsAmount(clause, now) && enough.MatchString(clause)
}

// cameFrom is the number from which something goes to another one.
var cameFrom = regexp.MustCompile(`\bfrom \S+( \S+)? (?:to\b|→|->|=>)`)

// ofLimit is a limit with its own number.
var ofLimit = regexp.MustCompile(`\b(limit|threshold|budget|ceiling|floor|minimum|maximum|tolerance|target)( of| to| at| is|:)? (\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)\b`)

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

// holdsAmount tells whether a sentence has a number, or as many per cent, or as much
// time, in seconds or thousandths of them.
func holdsAmount(text string, n float64) bool {
	return slices.ContainsFunc(span.FindAllStringSubmatch(text, -1), func(m []string) bool {
		return slices.ContainsFunc(meanings(m), func(v float64) bool { return near(v, n) })
	})
}

// meanings are the numbers that one, perhaps of a unit, may stand for.
func meanings(m []string) []float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(m[1], "_", ""), 64)
	if err != nil {
		return nil
	}
	out := []float64{v}
	if v < 100 {
		out = append(out, v/100)
	}
	if m[2] != "" {
		seconds := v * units[m[2][:1]]
		if strings.HasPrefix(m[2], "ms") || strings.HasPrefix(m[2], "milli") {
			seconds = v / 1000
		}
		out = append(out, seconds, seconds*1000)
	}
	return out
}

// Shown are the numbers that people name, each in all that it may stand for.
type Shown struct {
	all      map[string]bool
	manifold bool // they speak of so many times as much
}

// Numbers are those that people name.
func Numbers(sentences []string) Shown {
	out := Shown{all: map[string]bool{}}
	for _, text := range sentences {
		for _, m := range span.FindAllStringSubmatch(text, -1) {
			for _, v := range meanings(m) {
				out.all[key(v)] = true
			}
		}
		for _, one := range factors {
			out.manifold = out.manifold || one.in.MatchString(text)
		}
	}
	return out
}

// Has tells whether people name a number.
func (s Shown) Has(n float64) bool { return s.all[key(n)] }

// May tells whether a number is one that people name or may come to by a factor.
func (s Shown) May(n float64) bool { return s.manifold || s.Has(n) }

func key(v float64) string { return strconv.FormatFloat(v, 'g', 9, 64) }

// Amounts tells whether a sentence names a time, or a number of them, and whether one of
// some numbers is it.
func Amounts(text string, any []float64) (named, fits bool) {
	named = slices.ContainsFunc(span.FindAllStringSubmatch(text, -1), func(m []string) bool { return m[2] != "" })
	return named, slices.ContainsFunc(any, func(n float64) bool { return holdsAmount(text, n) })
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Abs(b) }

// span is a number, perhaps of a unit of time.
var (
	span  = regexp.MustCompile(`(\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?)(?:[ -]?(ms|milliseconds?|s|secs?|seconds?|m|min|minutes?|h|hours?)\b)?`)
	units = map[string]float64{"s": 1, "m": 60, "h": 3600}
)

// about tells whether a sentence is about limits, or has a word of a name.
func about(text, name string) bool {
	return limits.MatchString(text) || mentions(text, name)
}

// mentions tells whether a text has a word of a name.
func mentions(text, name string) bool {
	return slices.ContainsFunc(words.FindAllString(strings.ToLower(name), -1), func(w string) bool { return strings.Contains(text, w) })
}

var limits = regexp.MustCompile(place)
