package check

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// inWords is a bound whose number is a word.
	inWords = regexp.MustCompile(`(?i)\b((?:no |not )?(?:` + Comparative + `)|at least|at most|up to|exactly|within|under|below|over|above|beyond|exceeds?) (` + numberWords + `|an? (?:hundred|thousand|second|minute|hour|millisecond))\b`)
	// mostLeast are short words for a bound, with a mark behind them.
	mostLeast = regexp.MustCompile(`(?i)(^|[^\d\s]\s+|[:(|]\s*)(max|min|maximum|minimum)(?:\.|:|\.:)?\s+(-?\d)`)
)

// SeveralWords are numbers in words, and numberWords those with zero and one.
const (
	SeveralWords = `two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty`
	numberWords  = `zero|one|` + SeveralWords
)

// DigitsOf are the numbers in digits.
var DigitsOf = func() map[string]string {
	out := map[string]string{"hundred": "100", "thousand": "1000"}
	digits := strings.Fields("0 1 2 3 4 5 6 7 8 9 10 12 15 20 30 50")
	for i, word := range strings.Split(numberWords, "|") {
		out[word] = digits[i]
	}
	return out
}()

// figures writes the numbers of bounds in digits, and "max." as "at most". "At least
// one" and "exactly one" say that there is such a thing, and "within a minute" in
// front of more is when it happens.
func figures(s string) string {
	if countsInWords(s) {
		var b strings.Builder
		from := 0
		for _, loc := range inWords.FindAllStringSubmatchIndex(s, MaxBounds) {
			op, word := strings.ToLower(s[loc[2]:loc[3]]), strings.ToLower(s[loc[4]:loc[5]])
			front, last, article := strings.Cut(word, " ")
			digits, unit := DigitsOf[front], ""
			switch {
			case article && DigitsOf[last] != "":
				digits = DigitsOf[last]
			case article:
				digits, unit = "1", " "+last
			}
			rest := strings.TrimLeft(s[loc[5]:], " ")
			switch {
			case front == "one" && (op == "at least" || op == "exactly" || op == "more than" || op == "over" || op == "above"):
				continue
			case front == "zero" && op != "at most" && op != "exactly" && op != "no more than":
				continue
			case article && op == "within" && rest != "" && strings.IndexByte(".,;)", rest[0]) < 0:
				continue
			}
			b.WriteString(s[from:loc[4]])
			b.WriteString(digits + unit)
			from = loc[5]
		}
		s = b.String() + s[from:]
	}
	if low := strings.ToLower(s); strings.Contains(low, "max") || strings.Contains(low, "min") {
		s = mostLeast.ReplaceAllStringFunc(s, func(m string) string {
			p := mostLeast.FindStringSubmatch(m)
			op := "at most "
			if p[2][1]|0x20 == 'i' {
				op = "at least "
			}
			return p[1] + op + p[3]
		})
	}
	return s
}

// countsInWords reports a word without which none is the number of a bound.
func countsInWords(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		if s[i] != ' ' {
			continue
		}
		rest := s[i+1:]
		switch rest[0] | 0x20 {
		case 'a':
			if rest[1] != ' ' && rest[1]|0x20 != 'n' {
				continue
			}
			for _, unit := range [...]string{"second", "minute", "hour", "millisecond", "hundred", "thousand"} {
				if strings.HasPrefix(strings.TrimPrefix(rest[1:], "n"), " "+unit) {
					return true
				}
			}
		case 'z', 'o', 't', 'f', 's', 'e', 'n':
			end := 1
			for end < len(rest) && end < 9 && prose.IsLetter(rest[end]) {
				end++
			}
			if end > 2 && end < 8 && DigitsOf[strings.ToLower(rest[:end])] != "" {
				return true
			}
		}
	}
	return false
}

var (
	noneLeft = regexp.MustCompile(`(?i)\b(?:` + faultWords + `|retries|timeouts)\b(?:((?: \pL+){0,4}?)(?:\s*:|\s+(?:is|are|be|equals?|reach(?:es)?|(?:is|are|stays?|remains?) at|(?:drops?|falls?|goes|go|comes|is down|are down|down) to))|(?: (?:rate|count|number|total))?)\s+(?:0|zero)\s?%?\s*(?:[.,;)]|$)`)
	// noneFirst says so in front of them: "0 lint errors".
	noneFirst  = regexp.MustCompile(`(?i)^\W*(?:0|zero) (?:[\pL-]+ ){0,2}?` + faultWords + `(?:(?: (?:are|is|be))? (?:left|remaining|reported|found|logged|shown|in|on|from|for|after|during|remain)\b[^,;:]*)?\W*$`)
	notCounted = regexp.MustCompile(`(?i)\b(?:codes?|status|levels?|index|id|lines?|pages?|offset|exits?|version|not|no|never|than)\b`)
)

// noFaults reports words that say of faults that there are none, in figures:
// "warnings: 0", "the error rate drops to zero".
func noFaults(plain string) bool {
	loc := noneLeft.FindStringSubmatchIndex(plain)
	return loc != nil && !(loc[2] >= 0 && notCounted.MatchString(plain[loc[2]:loc[3]])) && !condition.MatchString(plain[:loc[0]]) && !negator.MatchString(clauseBefore(plain[:loc[0]]))
}

// scored is a measure of which more is better, with the least of it: "a score of 90+".
var scored = regexp.MustCompile(`(?i)\b(?:scores?|coverage|accuracy|precision|recall|availability|uptime|rate|rating|throughput)\b[^.,;:+]{0,30}?(?::|\b(?:of|is|at|to))\s*` + numberUnit + `\s?\+(?:\s|[.,;)]|$)`)

// inRange is a range: the number may be neither less nor more.
var inRange = regexp.MustCompile(`(?i)(?:\bbetween (` + prose.Numeral + `)[ \t]?(%|[A-Za-zµ]{1,12})?\s+and\s+|(?:(:\s*)|\b((?:is|are|stays?|of|prints?|reports?) ))(` + prose.Numeral + `)[ \t]?(%|[A-Za-zµ]{1,12})?\s?(?:[-–—]|to)\s?)(` + prose.Numeral + `)[ \t]?(%|[A-Za-zµ]{1,30}\b)?`)

var (
	// rangeEnds is what may follow a range that is all that is said of a thing, and
	// verb what makes it a subject of more: "ports between 8000 and 8010 are tried".
	rangeEnds = regexp.MustCompile(`(?i)^\s*(?:[.,;()]|$|(?:per|in|on|for|at|after|with|under|of)\b)`)
	verb      = regexp.MustCompile(`(?i)^(?:is|are|was|were|has|have|can|may|must|should|will|do|does)$`)
)

// ranges reports "to" or a dash between what may be two numbers.
func ranges(s string) bool {
	for _, mark := range [...]string{"-", "–", "—", "to"} {
		for from := 0; ; {
			at := strings.Index(s[from:], mark)
			if at < 0 {
				break
			}
			from += at + len(mark)
			if next := strings.TrimLeft(s[from:min(len(s), from+3)], " "); next != "" && next[0] >= '0' && next[0] <= '9' {
				return true
			}
		}
	}
	return false
}

// Ends are the two statements that a range makes, nil for any other.
func Ends(words string) []string {
	if len(words) > prose.MaxStatement || !strings.Contains(words, "etween ") && !ranges(words) {
		return nil
	}
	plain := prose.BlankCode(words)
	loc := inRange.FindStringSubmatchIndex(plain)
	if loc == nil || PredicateIn(words) != nil {
		return nil
	}
	part := func(i int) string {
		if loc[2*i] < 0 {
			return ""
		}
		return words[loc[2*i]:loc[2*i+1]]
	}
	low, unit, high, last := part(1)+part(5), part(2)+part(6), part(7), part(8)
	front := words[:loc[0]] + part(3) + part(4)
	if unit != "" && !strings.EqualFold(unit, last) || !rangeEnds.MatchString(words[loc[1]:]) || verb.MatchString(last) {
		return nil
	}
	if _, scale := scaled(1, last); scale == "" || isVersion(high) {
		last = ""
	}
	behind := words[loc[1]:]
	if last == "" && loc[16] >= 0 {
		behind = words[loc[16]:]
		if loc[16] > loc[15] {
			behind = " " + behind
		}
	}
	write := func(op, n string) string {
		if last == "%" {
			return front + op + n + last + behind
		}
		return front + strings.TrimRight(op+n+" "+last, " ") + behind
	}
	out := []string{write(">= ", low), write("<= ", high)}
	a, b := PredicateIn(out[0]), PredicateIn(out[1])
	if a == nil || b == nil || a.Value >= b.Value {
		return nil
	}
	return out
}
