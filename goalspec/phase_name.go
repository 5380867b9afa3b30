package goalspec

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// otherStage is a word for a phase where phases are asked for.
var otherStage = regexp.MustCompile(`(?i)^([*_]*)(?:step|stage|milestone|part|iteration)( #?\w)`)

// stageNamed reads the name of a phase where phases are asked for: "Step 1: name".
func stageNamed(words string) (Phase, bool) {
	return phaseNamed(otherStage.ReplaceAllString(words, "${1}Phase$2"))
}

// phaseNamed reads "Phase N: name", bold or plain.
func phaseNamed(words string) (Phase, bool) {
	s := unbolded(words)
	if !labels.StartsPhase(s) {
		return Phase{}, false
	}
	n, rest, ok := phaseNumber(strings.TrimLeft(s[6:], " \t#"))
	if !ok {
		return Phase{}, false
	}
	if m := glossed.FindStringSubmatch(rest); m != nil {
		rest = ": " + strings.TrimRight(m[1]+": "+m[2], ": ")
	}
	if name := phaseName(rest); len(name) < len(rest) || rest == "" {
		return Phase{Number: n, Name: name}, true
	}
	return Phase{}, false
}

var (
	// ofHowMany stands between the number of a phase and the mark that ends it.
	ofHowMany = regexp.MustCompile(`^((?:\s*(?:of|/)\s*\d{1,3}|[a-zA-Z])\s*)(?:$|[:.–—(-])`)
	// inLetters is a number that is not in figures, set off from the name by a mark.
	inLetters = regexp.MustCompile(`(?i)^([a-hvx]|i{1,3}|iv|vi{1,3}|ix|xi{0,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s*(?:$|[:.–—(-])`)
)

// lettered is a phase with a letter behind its number, of which only the figures count.
var lettered = regexp.MustCompile(`(?i)^\W*\w+ #?\d{1,3}[a-z]\s*(?:$|[:.–—(*-])`)

// numerals are numbers in letters, each with its place among its like.
var numerals = [][]string{
	{"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"},
	{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"},
	{"a", "b", "c", "d", "e", "f", "g", "h"},
}

// phaseNumber is the number of a phase, in figures, Roman numerals, words or letters, and
// what stands behind it.
func phaseNumber(s string) (n int, rest string, ok bool) {
	figures := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if m := inLetters.FindStringSubmatch(s); m != nil {
		for _, list := range numerals {
			n = max(n, slices.Index(list, strings.ToLower(m[1]))+1)
		}
		return n, strings.TrimLeft(s[len(m[1]):], " \t"), true
	}
	if figures == 0 || figures > 3 {
		return 0, "", false
	}
	for _, d := range s[:figures] {
		n = n*10 + int(d-'0')
	}
	rest = s[figures:]
	if m := ofHowMany.FindStringSubmatch(rest); m != nil {
		rest = rest[len(m[1]):]
	}
	return n, strings.TrimLeft(rest, " \t"), true
}

// glossed is what stands behind the number of a phase that is named in parentheses.
var glossed = regexp.MustCompile(`^\(([^()]+)\)(?:$|\s*[:–—]\s*(.*)$)`)

// phaseName is the name of a phase without what leads it and the marks around it.
func phaseName(s string) string {
	if name, rest, ok := labels.Split(page.Bare(s)); ok && rest.S != "" && strings.ContainsAny(s[:1], "*_") {
		s = name + ": " + rest.S
	}
	return strings.TrimLeft(unmarked(s), ":.–—- ")
}

// unmarked takes emphasis off a text that begins with it.
func unmarked(s string) string {
	if s = strings.Trim(s, " \t"); s == "" || s[0] != '*' && s[0] != '_' {
		return s
	}
	return strings.Trim(s, "*_ \t")
}

// unbolded takes the marks off a phase that is set in bold at the front. What bounds
// it behind a bold name is a statement of its own.
func unbolded(s string) string {
	s = strings.Trim(s, " \t")
	mark := s[:min(len(s), 2)]
	if mark != "**" && mark != "__" || !labels.StartsPhase(s[2:]) {
		return unmarked(s)
	}
	name, rest, _ := strings.Cut(s[2:], mark)
	said := strings.Trim(rest, " \t:,;.–—-")
	if p, ok := phaseNamed(name); ok && p.Name != "" && said != "" && saidOf(said).bounds() {
		return name + "; " + said
	}
	return name + rest
}

// endName ends the name before the first statement that begins with what bounds the phase;
// a name may begin with "Keep", and bound it as well.
func (r *reader) endName(p *Phase, t page.Text) {
	parts := r.located(phaseParts(p.Name), t)
	if asked := len(parts); asked > 1 {
		named := parts[0]
		if parts = append([]Statement{named}, slices.DeleteFunc(slices.Clone(parts[1:]), func(s Statement) bool { return r.askedBefore(p, s, true) })...); len(parts) < asked {
			p.Name = strings.Join(texts(parts), ". ")
		}
	}
	for i, s := range parts {
		said := saidOf(s.Text)
		if said.bounds() && (i > 0 || said.leads && !labels.KeepWords.MatchString(s.Text)) {
			p.Name = strings.Join(texts(parts[:i]), ". ")
			p.addAll(slices.DeleteFunc(slices.Clone(parts[i:]), r.ofGoal))
			break
		}
		if p.Only = globs(append(p.Only, at(said.only, s.Span)...)); len(keptBy(s.Text)) > 0 && !r.ofGoal(s) {
			p.keep(s)
		}
	}
	p.Name = strings.TrimRight(p.Name, "*_ \t:：")
}

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
