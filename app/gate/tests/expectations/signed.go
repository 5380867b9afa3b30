package expectations

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

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
