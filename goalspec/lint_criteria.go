package goalspec

import (
	"regexp"
	"slices"
)

var (
	unverifiable = regexp.MustCompile(`(?i)\b(?:never (?:fails?|breaks?|crash(?:es)?)|always works?|bug[- ]free|no (?:more )?bugs|free of bugs|perfect(?:ly)?|users? (?:are|is|will be|feel)? ?(?:happy|delighted|satisfied)|(?:people|everyone|everybody|customers?|users?) (?:love|like|enjoy)s?|(?:code|design|ui|result|solution) (?:is|looks?|feels?|should be) (?:clean|elegant|good|nice|great|better|readable|maintainable|modern|beautiful|high quality)|as (?:fast|good|clean|simple|small|few|many) as possible|works? (?:well|fine|nicely|as expected|great)|everything (?:works|is fine)|feels? (?:fast|good|right|better|snappy|natural)|looks? (?:good|nice|better|great|right)|easy to (?:use|read|understand|maintain)|intuitive|high[- ]quality|best practices?|better than before|much (?:faster|better|cleaner))\b`)
	touches      = regexp.MustCompile(`(?i)\b(?:add|adds|added|update|updates|updated|change|changes|changed|modify|modifies|modified|edit|edits|edited|write|create|creates|created|rename|renamed|delete|deletes|deleted|remove|removes|removed|move|moved|fix|fixes|fixed|extend|extends|extended|rewrite|rewritten|replace|replaced|refactor|refactored|contains? (?:a |the )?new|exists? in)\b`)
	described    = regexp.MustCompile(`(?i)^(?: now| also)? (?:describes?|lists?|documents?|mentions?|explains?|contains?|exists?|(?:is|are|gets?|was) (?:up to date|updated|rewritten|changed|extended|added|created|written|edited|fixed|removed|deleted|moved|renamed|replaced))\b`)
	article      = regexp.MustCompile(`(?i)^(?:the |a |an |(?:the )?[\w-]+ in )?$`)
	untouched    = regexp.MustCompile(`(?i)\b(?:not|never|no|unchanged|untouched|without|n't|stays?|remains?|identical|same)\b`)
	pathWord     = regexp.MustCompile("`[^`\\s]+`|[\\w.@~+\\-*/]*/[\\w.@~+\\-*/]+|\\b[\\w\\-]+\\.(?:go|py|js|ts|tsx|jsx|rb|rs|java|kt|c|h|cc|cpp|cs|php|swift|scala|sql|sh|md|rst|txt|ya?ml|toml|json|xml|html|css|csv|proto|tf|mod|sum|lock)\\b")
)

func (l *linter) criteria() {
	d := l.doc
	if len(d.contract.criteria) == 0 {
		if d.outcome.Text != "" && testsPass.MatchString(d.outcome.Text) {
			return // GS003 says the same
		}
		span := d.facts.labels[fieldEvidence]
		if span.Line == 0 {
			span = d.outcome.Span
		}
		l.add(noCriterion.found(span.orStart()))
		return
	}
	if !slices.ContainsFunc(d.contract.criteria, Criterion.Runnable) {
		l.add(notRunnable.found(d.contract.criteria[0].Span.orStart()))
	}
	for _, c := range d.contract.criteria {
		if unverifiable.MatchString(c.Text) && c.Command == "" && c.Predicate == nil && !c.ByInspection {
			l.add(neverChecked.at(c.Span.orStart(), "%q can never be checked", clip(c.Text)))
		}
		if _, fault := boundIn(c.Text); fault != "" && !c.ByInspection {
			l.add(unreadBound.at(c.Span.orStart(), "%s: %s", c.ID, fault))
		}
		l.frozen(c)
	}
}

// frozen finds a criterion that demands a change where none may be made.
func (l *linter) frozen(c Criterion) {
	if l.doc.scope.empty() || untouched.MatchString(blankCode(c.Text)) {
		return
	}
	for _, loc := range pathWord.FindAllStringIndex(c.Text, 20) {
		name := bareCode(c.Text[loc[0]:loc[1]])
		if !looksLikePath(name) || !c.demands(loc[0], loc[1], name) {
			continue
		}
		if ok, by := l.doc.scope.Permits(cleanPattern(name)); !ok {
			if by == "" {
				l.add(frozenPath.at(c.Span.orStart(), "%s demands touching %q, which is outside the paths that may change", c.ID, name))
			} else {
				l.add(frozenPath.at(c.Span.orStart(), "%s demands touching %q, which %q denies", c.ID, name, by))
			}
			return
		}
	}
}

// demands reports whether a criterion asks for a change of the path that stands
// between two of its bytes: by what stands before it, or by saying of the path
// what it will be.
func (c Criterion) demands(from, to int, name string) bool {
	before := blankCode(c.Text)[:from]
	switch {
	case touches.MatchString(before):
		return true
	case c.Kind == MustHold || looksLikeCommand(name):
		return false
	}
	return described.MatchString(c.Text[to:]) || c.Kind == MustChange && article.MatchString(before)
}
