package goalspec

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const (
	whoToAsk = `(?: (?:me|us|@[\w-]+|(?:the )?(?:team|maintainers?|owners?)|somebody|a (?:person|human|maintainer)))`
	approval = `(?:(?:my|our|an?|the) )?(?:(?:explicit|written) )?(?:ok(?:ay)?|approval|confirmation|go-ahead|permission|sign-off|review|word|reply|answer)`
	thisOne  = ` (?:first|beforehand|before (?:this|that|the) (?:phase|step|stage|part|one)|before (?:it|you (?:start|begin)|starting|beginning)(?: (?:it|this|with it))?)`
)

var (
	// phaseAside is what stands apart at the end of a phase's name.
	phaseAside = regexp.MustCompile(`(?i)(?:\s\(|\s[–—-]+\s*|[,;:]\s+)([^()]*)\)?[.!]*$`)
	onlyPaths  = regexp.MustCompile(`(?i)^(?:(?:only|just|solely)(?: (?:in|under|within|inside|on|the|files))* (.+)|(.+) only)$`)
	// askedFirst asks people before a phase starts, wherever that is said of it, and askedThere
	// where it is said at the front.
	askedFirst = regexp.MustCompile(`(?i)^` + kindly + `(?:(?:ask|check with)` + whoToAsk + `?(?: for ` + approval + `)?|(?:get|wait for) ` + approval + `|(?:stop|pause|halt|wait),? and (?:ask|wait for)` + whoToAsk + `?|wait for` + whoToAsk + `)` + thisOne + `[.!]*$`)
	askedThere = regexp.MustCompile(`(?i)^` + kindly + `(?:(?:stop|pause|halt|wait)(?: here)?,? and (?:ask` + whoToAsk + `?|wait for ` + approval + `)|wait for ` + approval + `|(?:ask|check with)` + whoToAsk + `)[.!]*$`)
)

// onlyThere are the paths of words that say of nothing else than that they are where a phase
// works.
func onlyThere(s string) string {
	m := onlyPaths.FindStringSubmatch(strings.TrimRight(s, ".! "))
	if m == nil || !ruling.OnlyPaths(m[1]+m[2]) {
		return ""
	}
	return m[1] + m[2]
}

// asideCut is where the name of a phase ends before words that bound it or ask people.
func asideCut(s string) (phaseCut, bool) {
	loc := phaseAside.FindStringSubmatchIndex(s)
	if loc == nil {
		return phaseCut{}, false
	}
	aside := s[loc[2]:loc[3]]
	return phaseCut{loc[0], loc[2]}, onlyThere(aside) != "" || askedFirst.MatchString(aside) || askedThere.MatchString(aside)
}

// askedBefore takes a statement that asks people before its phase.
func (r *reader) askedBefore(p *Phase, s Statement, atFront bool) bool {
	if !askedFirst.MatchString(s.Text) && !(atFront && askedThere.MatchString(s.Text)) {
		return false
	}
	words := strings.TrimRight(s.Text, ".! ")
	r.doc.stop = append(r.doc.stop, newStop(fmt.Sprintf("%s (before phase %d)", words, p.Number), s.Span))
	return true
}
