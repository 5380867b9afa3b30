package product

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// needed tells whether callers have to give something that the language would let them
// leave out: it is taken apart, asked for a part or called, whether it is there or not.
func (p param) needed() bool {
	name := strings.TrimSpace(p.called)
	if name == "" || p.body == "" {
		return false
	}
	if strings.ContainsAny(name[:1], "{[") {
		return true
	}
	needs := false
	for at := 0; ; {
		n := regexp.IndexWord(p.body[at:], name, func(before, after byte) bool {
			return !regexp.InWord(before) && before != '.' && before != '$' && !regexp.InWord(after)
		})
		if n < 0 {
			return needs
		}
		before, after := strings.TrimRight(p.body[:at+n], " \t"), strings.TrimLeft(p.body[at+n+len(name):], " \t")
		at += n + len(name)
		switch {
		case guardsBefore.MatchString(before) || guardsBehind.MatchString(after):
			return false
		case takenBehind.MatchString(after) || strings.HasSuffix(before, " of") || reckonsBefore.MatchString(before):
			needs = true
		}
	}
}

var (
	guardsBefore  = regexp.MustCompile(`(?:!|\btypeof|\bif\s*\(|&&|\|\|)$`)
	guardsBehind  = regexp.MustCompile(`^(?:\?|\|\||&&|[!=]==?|=[^=>]|\))`)
	takenBehind   = regexp.MustCompile(`^(?:\.\w|\[|\(|[*/%-])`)
	reckonsBefore = regexp.MustCompile(`[\w)\]]\s*[*/%-]$`)
)
