package asks

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Extent is how much of something recorded people want to read differently.
type Extent int

// It is open where they do not say; some ask for more in it, some for one part and nothing
// else, some want its numbers to stay, and some no more than other blanks.
const (
	Open Extent = iota
	Additions
	OnePart
	Wording
	Layout
)

// ToExtent tells how much of one of several things recorded people want to read
// differently, where they name it or call it by its kind.
func ToExtent(sentences []string, name string, besides []string) Extent {
	out := Open
	reworked := reworks.MatchString(beAnew.ReplaceAllString(strings.Join(sentences, " ¶ "), ""))
	for n, text := range sentences {
		if text = recordNoun.ReplaceAllString(marked(text, name, besides), "§"); !strings.Contains(text, "§") {
			continue
		}
		switch on := text + "; " + strings.Join(sentences[n+1:min(n+2, len(sentences))], ""); {
		case blanksAlone.MatchString(on):
			return Layout
		case numbersStay.MatchString(on):
			return Wording
		}
		if onePart.MatchString(text) || n+1 < len(sentences) && noMore.MatchString(sentences[n+1]) {
			return OnePart
		}
		if n > 0 {
			text = sentences[n-1] + "; " + text
		}
		if adds.MatchString(text) && !addsMany.MatchString(text) && !reworked {
			out = Additions
		}
	}
	return out
}

const (
	blank  = `(padding|spacing|indent\w*|white ?space|blanks?|spaces|alignment|layout|line (breaks|endings))`
	figure = `(amounts?|numbers?|values?|figures?|totals?|prices?|sums?|digits|balances?)`
)

var (
	onePart = regexp.MustCompile(`\b(nothing (else|more)|no other|(and|but) no more|the (others?|rest)( \w+)? (stays?|remains?|keeps?))\b` +
		`|\b(that|this|one|a single|the same|its) (\w+ )?(line|field|column|row|key|entry|value|number|cell|word|property)\b|\bby (that|this|it) (alone|only)\b`)
	// blanksAlone lets nothing but blanks differ, and numbersStay no number.
	blanksAlone = regexp.MustCompile(`\b(only|just|nothing (but|except|other than|more than)|no more than|except for|apart from)( for)? (the |its |in |by )*(\w+ )?` + blank + `\b|\b` + blank + `( \w+)? (alone|only)\b`)
	numbersStay = regexp.MustCompile(`\b` + figure + `\b( [^\s;]+){0,5} ((must|should|may|shall|can|do|are)( not|n.t)( be)?|cannot|never) (chang|differ|mov|touch|edit)\w*|\b` + figure + `\b( [^\s;]+){0,5} ((must|should|have to|has to) )?(stays?|remains?|(is|are|was|were) (all )?(right|correct|checked|verified|approved|reviewed))\b|\bno ` + figure + ` (may|must|should|can) (chang|differ)\w*`)
	noMore      = regexp.MustCompile(`^(nothing else|no other|the (rest|others?))\b`)
	adds        = regexp.MustCompile(`\b(add(s|ed|ing)?|append\w*|gains?|gets? (an?|the|its|one)|lacks?|misses|extend(s|ed)?)\b`)
	addsMany    = regexp.MustCompile(`\b(add(s|ed|ing)?|append\w*|gains?|gets?|extend(s|ed)?)( \S+){0,2} (rows?|lines?|entr(y|ies)|cases?|items?|records?|examples?|samples?|tests?)\b`)
	beAnew      = regexp.MustCompile(`\bbe (extended|added|` + edited + `)`)
	// reworks are words for values that come out differently all over.
	reworks = regexp.MustCompile(`\b(round\w*|convert\w*|re-?comput\w*|calculat\w*|wrong\w*|incorrect\w*|off by|re-?scal\w*|normali[sz]\w*|too (low|high|many|few|large|small|long|short)|instead of|rather than|sum|sums|totals?|sort\w*|order|escap\w*|bugs?|fail\w*|renumber\w*|precis\w*|decimals?|digits?|(should|must|has to|have to|to) (be|show|read|have|give|return))\b`)
)
