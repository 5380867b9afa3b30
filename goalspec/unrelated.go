package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	goesWith = regexp.MustCompile(`(?i)^\s*(?:for|in|on|when|with|if|to|from|by|at|as|after|under|where|while|via|per|without|of)\b`)
	joinedBy = regexp.MustCompile(`(?i)^(?:also|additionally|in addition|separately|besides|furthermore|moreover|while (?:(?:you|we)(?:['’]re| are) )?(?:at it|there)|on top of that|and also)\b|[;,] (?:and )?also,? (?:while (?:(?:you|we)(?:['’]re| are) )?(?:at it|there),? )?|\bwhile (?:(?:you|we)(?:['’]re| are) )?at it\b`)
)

// unrelated finds outcomes that have no word of substance in common.
func (l *linter) unrelated(words string, span Span) {
	if found, _ := l.apart(words, span); len(found) > 0 {
		l.add(found[0])
	}
}

// apart finds what has nothing in common with what is asked for first, as it stands in
// the outcome or beside it.
func (l *linter) apart(words string, span Span) (found []Finding, others []string) {
	says := func(at Span, format string, args ...any) { found = append(found, manyOutcomes.at(at, format, args...)) }
	list := l.doc.facts.outcomes
	for i := 1; i < min(len(list), 20); i++ {
		measures := bounded(list[0].Text) && bounded(list[i].Text) // of one thing
		if !measures && !related(list[0].Text, list[i].Text) && !slices.ContainsFunc(list[:i], func(p Passage) bool { return l.together(p, list[i]) }) {
			says(list[i].Span, "%q has nothing in common with %q", clip(list[i].Text), clip(list[0].Text))
			others = append(others, list[i].Text)
		}
	}
	if len(found) > 0 {
		return found, others
	}
	if parts := imperatives(words); len(parts) > 1 && unrelatedAll(parts) {
		says(span, "%q asks for %d unrelated outcomes", clip(words), len(parts))
		return found, parts[1:]
	}
	if loc := joinedBy.FindStringIndex(words); loc != nil && loc[0] > 0 && !goesWith.MatchString(words[loc[1]:]) && !related(words[:loc[0]], words[loc[1]:]) {
		says(span, "%q asks for several unrelated outcomes", clip(words))
		return found, []string{words[loc[0]:]}
	}
	if m := twoFaults.FindStringSubmatch(words); m != nil && areasIn(m[1])&^areasBelow != 0 && !meet(areasIn(m[1]), areasIn(m[2])) && !related(m[1], m[2]) && !refersBack.MatchString(m[2]) {
		says(span, "%q asks to mend two things that have nothing in common", clip(words))
		return found, []string{words[strings.LastIndex(words, m[2]):]}
	}
	if parts := l.factsApart(words); len(parts) > 1 {
		says(span, "%q says of several things what nothing ties together", clip(words))
		return found, parts[1:]
	}
	for _, s := range strings.SplitAfter(words, ". ")[1:] {
		if first := strings.SplitN(words, ". ", 2)[0]; joinedBy.MatchString(s) && !extends.MatchString(s) && !related(first, s) && l.ownWork(first, s) {
			says(l.sentence(s, span), "%q has nothing in common with the outcome before it", clip(s))
			return found, []string{s}
		}
	}
	p, ok := l.separate(words)
	if !ok {
		p, ok = l.inAreasApart(words)
	}
	if ok {
		says(p.Span, "%q is work of its own beside %q", clip(p.Text), clip(words))
		return found, []string{p.Text}
	}
	return nil, nil
}

// ownWork reports a sentence that asks for something with a name, an area or a place of
// its own, rather than for how the one before it is done.
func (l *linter) ownWork(before, s string) bool {
	asked := strings.TrimLeft(joinedBy.ReplaceAllString(s, ""), ", ")
	return areasIn(s) != 0 || imperative.MatchString(asked) && !behaves.MatchString(asked) && len(matter(asked)) > 1 || l.homesApart(before, s)
}

// twoFaults are two of which the second says itself where it is.
var twoFaults = regexp.MustCompile(`(?i)^(?:please )?(?:fix|repair|resolve|correct) (.+?),? (?:as well as|and(?: also)?|plus|\+|&) ((?:the|an?|our) .{1,60}? (?:on|in|of) (?:the|our|an?) [\pL-]+ (?:pages?|screens?|dialogs?|e-?mails?|reports?|exports?|menus?|forms?|footers?|headers?|dashboards?))\b`)

// extends begins what only says where else the same holds: "Also with semicolons."
var extends = regexp.MustCompile(`(?i)^(?:(?:and|also|too|or|even|but),? )*(?:with|without|for|in|on|under|from|of|when|if|across|inside|outside|at|by)\b`)

// sentence is where a sentence of the outcome stands.
func (l *linter) sentence(s string, outcome Span) Span {
	s = strings.TrimSpace(s)
	for _, p := range l.doc.facts.asked {
		if strings.HasPrefix(p.Text, s) {
			return p.Span
		}
	}
	return outcome
}

// fact is a sentence that says what a part of a product does.
var fact = regexp.MustCompile(`(?i)^(?:the|an?|each|every|all|our) (?:[\pL\pN'-]+ ){0,3}?(pages?|screens?|exports?|imports?|api|endpoints?|commands?|cli|dashboards?|reports?|jobs?|workers?|services?|servers?|apps?|forms?|menus?|mails?|e-?mails?|webhooks?|exporter|importer|parser|scheduler|installer|search|login|checkout|cache|logs?|queue|docs?|documentation) [\pL]+s\b`)

// factsApart are the sentences of an outcome on parts of a product of which no two
// have anything in common, and that neither the title nor a criterion brings
// together.
func (l *linter) factsApart(words string) (out []string) {
	sentences := page.Sentences(page.Bare(words))
	if len(sentences) < 2 || len(sentences) > 10 {
		return nil
	}
	parts := map[string]bool{}
	for i, s := range sentences {
		part := fact.FindStringSubmatch(s.S)
		if part == nil || parts[strings.ToLower(part[1])] || i > 0 && refersBack.MatchString(s.S) {
			return nil
		}
		out = append(out, s.S)
		parts[strings.ToLower(part[1])] = true
		for _, other := range sentences[:i] {
			if related(s.S, other.S) || l.tied(s.S, other.S) {
				return nil
			}
		}
	}
	return out
}

// tied reports that the title or a criterion speaks of both of two things.
func (l *linter) tied(a, b string) bool {
	both := func(s string) bool { return related(a, s) && related(b, s) }
	return both(l.doc.title) || l.criterionTies(a, b)
}

// criterionTies reports a criterion that speaks of both of two things.
func (l *linter) criterionTies(a, b string) bool {
	return slices.ContainsFunc(l.doc.contract.criteria, func(c Criterion) bool { return related(a, c.Text) && related(b, c.Text) })
}

// together reports that one sentence of the context, beside them, tells of both of two
// things.
func (l *linter) together(one, other Passage) bool {
	a, b := one.Text, other.Text
	return slices.ContainsFunc(l.doc.contract.context[:min(len(l.doc.contract.context), maxLeadAt)], func(p Passage) bool {
		if p.Line <= other.Line && p.EndLine >= one.Line || len(p.Text) > 4*maxStatement || !related(a, p.Text) || !related(b, p.Text) {
			return false
		}
		return slices.ContainsFunc(page.Sentences(page.Bare(p.Text)), func(s page.Text) bool { return related(a, s.S) && related(b, s.S) })
	})
}

var (
	partEnd    = regexp.MustCompile(`(?i)(?:[.;,]\s+(?:(?:and|then|also|while (?:(?:you|we)(?:['’]re| are) )?(?:at it|there),?) )*|\s+(?:and|then|plus|as well as|\+|&)(?: also| then|,? while (?:(?:you|we)(?:['’]re| are) )?(?:at it|there),?)*\s+)`)
	imperative = regexp.MustCompile(`(?i)^(?:please )?(?:add|fix|remove|upgrade|migrate|move|rename|replace|implement|create|build|refactor|rewrite|update|introduce|delete|drop|support|convert|write|improve|speed up|change|extract|port|switch|redesign|set up|enable|bump|make|show|allow|let|send|store|log|use|reduce|cache|return|validate|limit|rotate|translate|encrypt|split|merge|expose|deprecate|publish|persist|stream|sort|filter|import|resolve|repair|correct|stop|export|generate|archive|schedule|automate|configure|deploy|collect|retry|find|investigate)\s+\S`)
	refersBack = regexp.MustCompile(`(?i)\b(?:its?|them|their|they|this|that|these|those|old|former|accordingly|callers?|uses?|everywhere|there|instead|so|same|corresponding|matching|related)\b`)
	// companion is what goes with many a change
	companion = regexp.MustCompile(`(?i)\b(?:docs?|documentation|readme|changelog|tests?|examples?)\b`)
	// translates is work of its own beside any that is not on languages.
	translates = regexp.MustCompile(`(?i)^(?:please )?(?:translate|locali[sz]e) .*\b(?:docs?|documentation|readme|website|manual|handbook)\b`)
	anew       = regexp.MustCompile(`(?i)^(?:please )?(?:rewrite|redesign|translate|migrate|port|convert|switch) `)
	// release is a product with its version
	release = regexp.MustCompile(`\b[A-Z][\w.+#-]*(?: to)? v?\d`)
)

// imperatives are the parts of an outcome when each of them asks for something;
// none when one only says more about another. Of three and more, what goes with a
// change counts for nothing, and neither does a vague one.
func imperatives(words string) []string {
	if leadsList.MatchString(words) {
		return nil
	}
	var out []string
	idle := 0
	parts := partEnd.Split(strings.TrimRight(words, ". "), maxParts)
	for _, part := range parts {
		if len(parts) > 2 && vague(part) && (!imperative.MatchString(part) || len(matter(part)) < 2) {
			idle++
			continue
		}
		if !imperative.MatchString(part) || len(out) > 0 && refersBack.MatchString(part) {
			return nil
		}
		if len(out) == 0 || !companion.MatchString(part) || anew.MatchString(part) {
			out = append(out, part)
		}
	}
	if len(out) < min(len(parts)-idle, 3) {
		return nil
	}
	return out
}

// leadsList begins an outcome that names one thing, and behind a colon what it is made of.
var leadsList = regexp.MustCompile(`^[^.;]+: `)

// maxParts is how many parts of an outcome are compared.
const maxParts = 20

// leastMatter is how much each of some parts has to say for its words to count.
func leastMatter(parts int) int {
	if parts > 2 {
		return 1
	}
	return 3
}

func unrelatedAll(parts []string) bool {
	for i, a := range parts {
		for _, b := range parts[i+1:] {
			if translates.MatchString(b) && !companion.MatchString(a) && areasIn(a)&areaLanguage == 0 {
				continue
			}
			if min(len(matter(a)), len(matter(b))) < leastMatter(len(parts)) || related(a, b) || len(parts) == 2 && meet(areasIn(a), areasIn(b)) || inSequence(a, b) {
				return false
			}
		}
	}
	return true
}

var (
	// behaves begins what a program does, as against what is done to it.
	behaves = regexp.MustCompile(`(?i)^(?:please )?(?:show|allow|let|send|store|log|cache|return|validate|limit|encrypt|split|merge|publish|persist|stream|sort|filter|import|stop|export|archive|schedule|collect|retry|find|create|generate|delete|drop|remove|resolve)\s`)
	// ownObject is a thing that the words before it need not have named.
	ownObject = regexp.MustCompile(`(?i)^(?:please )?\S+ (?:(?:the|our|an?|all|each|every) )`)
	ofThat    = regexp.MustCompile(`(?i)^(?:please )?\S+ (?:the|an?|each) (?:number|count|total|sum|result|outcome|progress|status|state|time|date|age|rest|name|size|reason|list|cause|others?|error|warning|message|notice|hint)\b`)
)

// inSequence reports two things that a program does, the second with what the
// first leaves: "cache the index and delete stale entries"; or a change and how the
// program then answers: "add rate limiting and return 429".
func inSequence(a, b string) bool {
	if answers.MatchString(b) && !behaves.MatchString(a) {
		return true
	}
	return behaves.MatchString(a) && behaves.MatchString(b) && (!ownObject.MatchString(b) || ofThat.MatchString(b))
}

// matter is the substance of what is asked for, without the verb; a release is of
// substance, however short its name.
func matter(part string) []string {
	_, object, _ := strings.Cut(strings.TrimPrefix(part, "please "), " ")
	return append(substance(object), release.FindAllString(object, 1)...)
}

func related(a, b string) bool {
	seen := map[string]bool{}
	for _, w := range substance(a) {
		seen[w] = true
	}
	return slices.ContainsFunc(substance(b), func(w string) bool { return seen[w] })
}

// substance are the words of a statement that say what it is about, cut to
// their stems. Scripts written without blanks have none and count as related.
func substance(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 0x7f) }) {
		if len(w) < 4 || common(w) {
			continue
		}
		w = strings.TrimSuffix(w, "s")
		out = append(out, w[:min(len(w), 6)])
	}
	return out
}

func common(w string) bool {
	switch w {
	case "also", "with", "from", "that", "this", "into", "then", "when", "make", "move", "update", "change", "remove", "create", "should", "must", "have", "will", "they", "them", "their",
		"please", "some", "more", "page", "code", "support", "replace", "fix", "while", "additionally", "addition", "separately", "using", "instead", "every", "each", "only", "such":
		return true
	}
	return false
}
