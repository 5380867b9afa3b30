package goalspec

import (
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Points are where the author wants to be asked before the work goes on:
// "ask before phase 2", "stop on the first edit of `api/**`".
type Points struct {
	BeforePhases []BeforePhase
	OnFirstEdit  []Glob
}

// BeforePhase is the number of a phase before which the author wants to be asked, and
// where that is said.
type BeforePhase struct {
	Number int
	Span
}

const (
	phaseFirst = `before (?:starting |beginning |entering )?phases? [\d, andor]{1,40}?:? ?`
	kindly     = `(?:please |always |you (?:must|should|have to|need to) )*`
	// justAsks are words that ask people and do nothing else.
	justAsks = `(?:ask\b[^;:]*|(?:stop|pause|halt|wait|check (?:in|back))(?:,? (?:and|to|for|with|me|us|my|our|the|an?|team|here|there|first|again|work|ask|wait|report|check|approval|confirmation|review|permission|go-ahead|ok)\b)*)`
)

var (
	beforePhase = regexp.MustCompile(`(?i)\bbefore (?:starting |beginning |entering )?phases? (\d{1,3})((?:(?:,| and| or|, and) \d{1,3})*)`)
	digits      = regexp.MustCompile(`\d+`)
	firstEdit   = regexp.MustCompile(`(?i)\b(?:(?:on|at|upon|before) (?:the |any |a )?first (?:edit|change|write)s? (?:of|to|in|under|inside)|before (?:first )?(?:editing|changing|touching|modifying))(?: (?:the|any|files?|anything|code|of|in|under|inside))*:? `)
	asks        = regexp.MustCompile(`(?i)^(?:` + phaseFirst + `)?` + kindly + `(?:ask|stop|pause|halt|wait|breakpoint|check (?:in|back))\b`)
	// onlyAsks is one that is nothing to be done besides, as "stop the server before phase
	// 2" is.
	onlyAsks = regexp.MustCompile(`(?i)^(?:` + kindly + justAsks + `,? (?:before|on|at|upon)\b[^;:]*|` + phaseFirst + kindly + justAsks + `)[.;:]?$`)
)

// Points are those that the stop conditions, constraints and steps after each phase declare.
func (c contract) Points() Points {
	var p Points
	for _, s := range c.stop {
		p.read(s.Text, s.Span)
	}
	for _, k := range c.constraint {
		if asks.MatchString(k.Text) {
			p.read(k.Text, k.Span)
		}
	}
	for _, s := range c.afterPhase {
		if asks.MatchString(s.Text) {
			p.read(s.Text, s.Span)
		}
	}
	return p
}

func (p *Points) read(words string, span Span) {
	for _, m := range beforePhase.FindAllString(words, -1) {
		for _, d := range digits.FindAllString(m, -1) {
			n, err := strconv.Atoi(d)
			if err == nil {
				p.BeforePhases = append(p.BeforePhases, BeforePhase{n, span})
			}
		}
	}
	p.OnFirstEdit = append(p.OnFirstEdit, at(globsAfter(firstEdit, words), span)...)
}

// point tells whether a sentence declares one.
func point(words string) bool {
	var p Points
	p.read(words, Span{})
	return asks.MatchString(words) && len(p.BeforePhases)+len(p.OnFirstEdit) > 0
}

// globsAfter are the paths that stand right after a verb.
func globsAfter(verb *regexp.Regexp, s string) (out []ruling.Pattern) {
	loc := verb.FindStringIndex(s)
	if loc == nil {
		return nil
	}
	globs, _ := ruling.GlobsIn(s[loc[1]:], false)
	for _, g := range globs {
		if prose.LooksLikePath(g.Pattern) || prose.BareName.MatchString(g.Pattern) {
			out = append(out, ruling.Pattern{Pattern: g.Pattern})
		}
	}
	return out
}
