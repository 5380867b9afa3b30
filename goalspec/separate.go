package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	// onTheSide is how people say themselves that what follows is another piece of work.
	onTheSide = regexp.MustCompile(`(?i)^(?:(?:and|also|oh|then|please),? )*(?:(?:the |an)other (?:thing|issue|point|problem|topic|task|matter|request|wish)\b|one more (?:thing|wish|request)\b|while (?:(?:you|we|i)(?:['’]re|['’]m| are| am) )?(?:at it|there|on it)\b|separately\b|unrelated(?:ly)?\b|on (?:an?|an unrelated|a different|another) (?:unrelated |different )?(?:note|topic)\b|apart from (?:that|this)\b|besides (?:that|this)\b)`)
	// asWellAs leads what may be one, or go on with the same.
	asWellAs = regexp.MustCompile(`(?i)^(?:(?:and|also|additionally|furthermore|moreover|besides|in addition),? )*(?:(?:we|i)(?:['’]d| would)? (?:also )?(?:want|need|like)|also|additionally|furthermore|moreover|besides|in addition)\b`)
	// unasked permits rather than asks.
	unasked = regexp.MustCompile(`(?i)\b(?:feel free|may|might|could|if (?:you|there|it|possible|time)|optional(?:ly)?|nice to have|no need|not|n['’]t|never)\b`)
	// severalThings is a title of nothing but how many things there are to do.
	severalThings = regexp.MustCompile(`(?i)^(?:(?:two|three|four|five|several|some|a few|a couple of|various|misc(?:ellaneous)?|zwei|drei|vier|fünf|mehrere|einige|ein paar|verschiedene|dos|tres|varias|deux|trois|plusieurs) )(?:(?:small|little|minor|unrelated|different|kleine|kleinere|pequeñas|petites) )?(?:things?|items|points|topics|wishes|requests|fixes|changes|improvements|sachen|dinge|punkte|themen|wünsche|änderungen|cosas|cambios|choses|points)(?: (?:to do|for|before|in|für|vor|im|para|pour|avant) ?(?:(?:the|our|this|den|das|die|der|unser\w*|next|nächste\w*|coming|el|la|le|próxim\w+|prochaine?) ?)*(?:release|version|sprint|iteration|milestone|week|demo|launch|deployment|woche|ausgabe|versión|semana|semaine)?)?[:.!]?$`)
	enumerated    = regexp.MustCompile(`(?:^|[\s;,])\(?(?:[a-h]|[ivx]{1,4}|\d)\) `)
	// layered are directories that hold a part of most pieces of work.
	layered = regexp.MustCompile(`(?i)^(?:\.|\.\.|\*+|src|lib|libs|app|apps|internal|pkg|packages|crates|modules|cmd|main|java|kotlin|tests?|testing|specs?|__tests__|e2e|web|www|server|client|frontend|backend|front|back|api|ui|db|database|migrations?|docs?|core|common|shared|utils?|helpers|scripts?|tools?|bin|config|templates?|static|public|assets|views|controllers|models|services|components|pages|routes|changelog.*|readme.*)$`)
)

// separate finds a thing asked for that people set apart themselves from what is asked
// for before, and that has nothing in common with it.
func (l *linter) separate(words string) (Passage, bool) {
	d := &l.doc
	before := words + " " + d.title
	if parts := enumerated.Split(words, maxParts); len(parts) > 2 && enumerated.FindStringIndex(words)[0] == 0 {
		for i, part := range parts[2:] {
			if l.homesApart(parts[1], part) && !slices.ContainsFunc(parts[1:i+2], func(p string) bool { return related(p, part) }) {
				return Passage{Text: part, Span: d.outcome.Span.orStart()}, true
			}
		}
		return Passage{}, false
	}
	sentences := page.Sentences(page.Bare(words))
	for i, s := range sentences[:min(len(sentences), maxLeadAt)] {
		if i > 0 && l.setApart(joinTexts(sentences[:i])+" "+d.title, s.S, s.S) {
			return Passage{Text: s.S, Span: l.sentence(s.S, d.outcome.Span.orStart())}, true
		}
	}
	for _, p := range d.facts.beside[:min(len(d.facts.beside), maxLeadAt)] {
		text := p.Text[:min(len(p.Text), maxBeside)]
		if severalThings.MatchString(cleanTitle(l.headline())) && !related(words, text) && !companion.MatchString(text) && colonLed.MatchString(text) && colonLed.MatchString(words) {
			return p, true
		}
		if first := page.Sentences(page.Bare(text)); len(first) > 0 && l.setApart(before, first[0].S, text) {
			return p, true
		}
	}
	return Passage{}, false
}

func joinTexts(list []page.Text) string {
	var b strings.Builder
	for _, t := range list {
		b.WriteString(t.S + " ")
	}
	return b.String()
}

// colonLed is a paragraph that a label of its own leads, in bold letters.
var colonLed = regexp.MustCompile(`^\*\*[^*]{1,40}(?::\*\*|\*\*:)`)

// headline is the title of the document, or the first heading.
func (l *linter) headline() string {
	if l.doc.title != "" || len(l.doc.contract.context) == 0 {
		return l.doc.title
	}
	return l.doc.contract.context[0].Text
}

// setApart reports words that lead to another piece of work than what was asked for
// before: those that say so themselves, and those that do not where each has its own
// place in the repository.
func (l *linter) setApart(before, first, all string) bool {
	own := reasonBehind.Split(first, 2)[0]
	side := onTheSide.MatchString(first)
	if !side && !asWellAs.MatchString(first) || len(all) > maxStatement || related(before, all) || unasked.MatchString(own) || companion.MatchString(own) || refersBack.MatchString(asWellAs.ReplaceAllString(onTheSide.ReplaceAllString(own, ""), "")) || extends.MatchString(own) {
		return false
	}
	if asked := strings.TrimLeft(onTheSide.ReplaceAllString(all, ""), ",:–—- "); side && (imperative.MatchString(asked) || asksTo.MatchString(asked) || desire.MatchString(all)) {
		return true
	}
	return l.homesApart(before, own)
}

var reasonBehind = regexp.MustCompile(`: |, (?:since|because|as|so|which|where|when)\b| since `)

// homesApart reports two things of which each names another place among those where work
// may happen, or that are checked.
func (l *linter) homesApart(a, b string) bool {
	inA, inB := l.homes(a), l.homes(b)
	return len(inA) > 0 && len(inB) > 0 && !slices.ContainsFunc(inA, func(h string) bool { return slices.Contains(inB, h) })
}

// homes are the directories, and files at the root, of which a statement has a word in
// common with the path.
func (l *linter) homes(s string) (out []string) {
	words := substance(s)
	for _, w := range acronym.FindAllString(s, maxParts) {
		words = append(words, strings.ToLower(w))
	}
	add := func(path string) {
		home := ""
		for seg := range strings.SplitSeq(strings.Trim(path, "`\"'"), "/") {
			if seg == "" || layered.MatchString(seg) {
				continue
			}
			if home == "" {
				home = seg
			}
			for _, w := range segmentWords.Split(strings.ToLower(seg), -1) {
				if len(w) > 2 && w != "test" && w != "tests" && w != "spec" && slices.ContainsFunc(words, func(x string) bool { return x == w || len(w) > 3 && len(x) > 3 && x[:4] == w[:4] }) {
					out = append(out, home)
					return
				}
			}
		}
	}
	for _, g := range l.doc.scope.Allow[:min(len(l.doc.scope.Allow), maxLeadAt)] {
		add(g.Pattern)
	}
	for _, c := range l.doc.contract.criteria[:min(len(l.doc.contract.criteria), maxLeadAt)] {
		for _, arg := range strings.Fields(c.Command[:min(len(c.Command), maxLead)]) {
			if strings.Contains(arg, "/") || strings.Contains(arg, ".") {
				add(arg)
			}
		}
	}
	return out
}

var (
	acronym      = regexp.MustCompile(`\b[A-Z]{3,5}\b`)
	segmentWords = regexp.MustCompile(`[^\pL\pN]+`)
)
