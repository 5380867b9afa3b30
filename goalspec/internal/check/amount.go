package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// powers are the words for a power of ten.
var powers = map[string]float64{"k": 1e3, "thousand": 1e3, "million": 1e6, "billion": 1e9, "hundred": 100, "dozen": 12}

var (
	// timeOn is what joins the parts of one time, as in "2 minutes and 30 seconds".
	timeOn = regexp.MustCompile(`^(?:,?\s+(?:and\s+)?)?`)
	// rangesOn follows a number that is not the whole of what is meant.
	rangesOn = regexp.MustCompile(`(?i)^\s+(?:(?:or|and|to|through|plus|minus)\s+[-−~]?\p{Nd}|(?:or|to)\s+` + CountWord + `)`)
	// unitOn is a unit behind a word for a power of ten.
	unitOn = regexp.MustCompile(`^[ \t]+([A-Za-zµ]{1,30}(?:/[A-Za-z]{1,12})?)`)
	// toOne ends a ratio such as 4.5:1.
	toOne = regexp.MustCompile(`^:1\b`)
	// noUnit is a word or letter that makes another number of the one in front.
	noUnit = regexp.MustCompile(`^(?:M|(?i:above|away|below|most|` + CountWord + `))$`)
	// relative follows a factor: "2x the speed" is no number that is printed.
	relative = regexp.MustCompile(`(?i)^\s+(?:the|as|that|what|its?)\b`)
	// runsInto ends before a number that has begun further in front.
	runsInto = regexp.MustCompile(`(?i)(?:[\p{L}\p{N}/^*+×:.,‰%＄$€£=~≈–—-]|\p{Nd}\s+(?:(?:or|to|and|[-–—+*/^×x])\s+)?)$`)
)

const (
	// stops are after what a number may stand that does not belong to the one before.
	stops = ".,;:!?…()[]{}\"“”„«»`|。、，；：！？（）"
	// reckons are signs that make another number of the one in front.
	reckons = "%‰‱％﹪/\\^+＋×÷=±°−√"
)

// notWhole says that what stands around a number belongs to it.
func notWhole(number string) string {
	return "what stands beside the number " + number + " is not read; " + writeBound
}

// readAmount reads the number and the unit with which a text begins. A fault says
// that they are not certain, or not all that is meant.
func readAmount(s string) (v float64, unit, fault string) {
	loc := boundAt.FindStringSubmatchIndex(s)
	written, end := s[:loc[3]], loc[1]
	if loc[4] >= 0 {
		unit = s[loc[4]:loc[5]]
	}
	v, ok := prose.ReadNumber(written)
	if !ok || prose.EitherWay(written, unit) {
		return 0, "", "the number " + written + eitherWayRead + writeBound
	}
	for prose.IsTime(unit) {
		next := end + len(timeOn.FindString(s[end:]))
		loc := boundAt.FindStringSubmatchIndex(s[next:])
		if loc == nil || loc[4] < 0 {
			break
		}
		part, ok := prose.ReadNumber(s[next : next+loc[3]])
		smaller := s[next+loc[4] : next+loc[5]]
		of, size := prose.TimeUnits[strings.ToLower(unit)], prose.TimeUnits[strings.ToLower(smaller)]
		if !ok || part < 0 || size == 0 || size >= of {
			break
		}
		v, unit, end = v*of/size+part, smaller, next+loc[1]
	}
	if scale := powers[strings.ToLower(unit)]; scale != 0 {
		v, unit = v*scale, ""
		if m := unitOn.FindStringSubmatch(s[end:]); m != nil {
			unit, end = m[1], end+len(m[0]) // "5k req/s"
		}
	}
	end += len(toOne.FindString(s[end:]))
	if strings.HasPrefix(strings.ToLower(s[len(written):]), "x") && v == 0 ||
		noUnit.MatchString(unit) || rangesOn.MatchString(s[len(written):]) || runsOn(unit, s[end:]) {
		return 0, "", notWhole(written)
	}
	return v, unit, ""
}

// runsOn reports that what follows a number and its unit belongs to the number.
func runsOn(unit, rest string) bool {
	gap, next := rest, rune(0)
	if i := strings.IndexFunc(gap, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }); i >= 0 {
		next, _ = utf8.DecodeRuneInString(gap[i:])
		gap = gap[:i]
	}
	head, stopped := gap, false
	if i := strings.IndexAny(gap, stops); i >= 0 {
		head, stopped = gap[:i], true
	}
	apart := strings.ContainsFunc(gap, unicode.IsSpace) || strings.ContainsAny(gap, "。、，；：！？（）")
	switch {
	case strings.ContainsFunc(head, func(r rune) bool { return strings.ContainsRune(reckons, r) || unicode.Is(unicode.Sc, r) }):
		return true
	case unicode.IsNumber(next):
		one, plain := scaled(1, unit)
		counts := unit != "" && plain == "" && one == 1 // "3 of 5 runs"
		switch strings.ToLower(unit) {
		case "or", "and", "to", "is":
			counts = false
		}
		return !apart || !stopped && !counts
	case next == 0:
		return false
	case gap == "" || gap == "." || gap == ":":
		return true
	case gap == "-" || gap == "‐" || gap == "‑":
		return unit == "" || unit == "%"
	case strings.EqualFold(unit, "x") || strings.EqualFold(unit, "times") || strings.EqualFold(unit, "fold"):
		return relative.MatchString(rest) || rangesOn.MatchString(rest)
	}
	return rangesOn.MatchString(rest)
}
