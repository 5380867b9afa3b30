package expectations

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// shifted tells whether a number changed by as much as one of the product.
func shifted(v suite.Values, old, now string) bool {
	return len(v.Shifts) > 0 && suite.Figure.FindString(old) == old && suite.Figure.FindString(now) == now && v.Shifts[suite.Value(now)-suite.Value(old)]
}

// explained tells whether a value of a test had to change: the product says the
// new one where it said the old one, or the issue asks for the new one and does
// not even know the old one, or says what is to stand in its place.
func explained(v suite.Values, s *change.Set, old, now string) bool {
	text := strings.ContainsAny(now[:1], "\"'`") && strings.ContainsAny(old[:1], "\"'`")
	old, now = suite.Unquote(old), suite.Unquote(now)
	if text && (v.Rewritten(old, now) || reworded(s, old, now)) {
		return true
	}
	if v.ProductCame[now] && v.ProductWent[old] || shifted(v, old, now) {
		return true
	}
	if s.Asked(now) && !change.Memo(s, "means "+now, func() bool { return asks.Means(s.Sentences(), now) }) {
		return false
	}
	if text && (strings.ContainsAny(old, "0123456789") && s.SaidLike(now) || formAsked(s, old, now)) {
		return true
	}
	if word, ok := inWords[now]; ok && v.ProductCame[now] && s.Said(word) && !s.Said(old) {
		return true
	}
	return s.Said(now) && (!s.Said(old) || text && v.ProductWent[old] && !v.ProductCame[old] || asks.Turns(s.Sentences(), now, old))
}

// formAsked tells whether people show the form of a text, with gaps, as what is to be, and
// that of the one in whose place it stands, if they show it, as what is to go.
func formAsked(s *change.Set, old, now string) bool {
	is, was := s.FormOf(now), s.FormOf(old)
	if is == "" || is == was {
		return false
	}
	if was != "" {
		return asks.Turns(s.Sentences(), is, was)
	}
	return asks.Means(s.Sentences(), is) && asks.Speak(s.Sentences(), regexp.MustCompile(regexp.QuoteMeta(is)))
}

// inWords are the numbers that people write as words and that stand for a number alone.
var inWords = map[string]string{"3": "three", "4": "four", "5": "five", "6": "six", "7": "seven", "8": "eight", "9": "nine", "10": "ten", "12": "twelve", "20": "twenty", "30": "thirty"}

// reworded tells whether two texts differ in one word, which people want in the other
// one's place.
func reworded(s *change.Set, old, now string) bool {
	a, b := strings.Fields(old), strings.Fields(now)
	if len(a) != len(b) || len(a) < 2 {
		return false
	}
	at := -1
	for n := range a {
		if a[n] == b[n] {
			continue
		}
		if at >= 0 && (a[n] != a[at] || b[n] != b[at]) {
			return false
		}
		at = n
	}
	return at >= 0 && lone.MatchString(a[at]) && lone.MatchString(b[at]) && asks.Wants(s.Sentences(), b[at], a[at])
}

var lone = regexp.MustCompile(`^[A-Za-z]{2,}$`)

// explainedSigned tells whether a value, with its sign, had to become another one.
func explainedSigned(v suite.Values, s *change.Set, old, now string) bool {
	a, b := strings.TrimPrefix(old, "-"), strings.TrimPrefix(now, "-")
	if (a == old) == (b == now) {
		return explained(v, s, a, b)
	}
	if a != b && explained(v, s, a, b) || a == b && v.ProductCame[a] && v.ProductWent[a] {
		return true
	}
	return b != now && (s.Said(now) || s.Said("−"+b)) || b == now && s.Said(b) && !s.Said(old) || s.Speaks(ofSigns)
}

var ofSigns = regexp.MustCompile(`\b(negative|negated?|minus|signs?|signed|below zero|less than zero|debits?|refunds?|invert\w*|opposite|flip\w*|revers\w*|descending)\b`)
