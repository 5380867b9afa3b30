package goalspec

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	touches   = regexp.MustCompile(`(?i)\b(?:add|adds|added|update|updates|updated|change|changes|changed|modify|modifies|modified|edit|edits|edited|write|create|creates|created|rename|renamed|delete|deletes|deleted|remove|removes|removed|move|moved|fix|fixes|fixed|extend|extends|extended|rewrite|rewritten|replace|replaced|refactor|refactored|contains? (?:a |the )?new|exists? in)\b`)
	described = regexp.MustCompile(`(?i)^(?: now| also)? (?:(?:has to|have to|must|should|needs to|shall) (?:use|read|call|return|handle|support|import|accept|reject|have|contain|define|export|describe|list|mention|name|declare|include|drop|be (?:rewritten|changed|extended|split|renamed|removed|deleted|replaced|updated|moved))|describes?|lists?|documents?|mentions?|explains?|contains?|exists?|adds?|names?|defines?|declares?|introduces|includes?|gains?|drops?|(?:has|have|holds?|carries) (?:an?|the|no|one|its) |(?:is|are|gets?|was) (?:up to date|updated|rewritten|changed|extended|added|created|written|edited|fixed|removed|deleted|moved|renamed|replaced))\b`)
	newThere  = regexp.MustCompile(`(?i)\bnew\b[^.,;]{0,60}\b(?:in|under|at|below|to) $`)
	emphasis  = regexp.MustCompile(`\*{1,3}(\w[\w./-]*)\*{1,3}`)
	article   = regexp.MustCompile(`(?i)^(?:the |a |an |(?:the )?[\w-]+ in )?$`)
	untouched = regexp.MustCompile(`(?i)\b(?:not|never|no|unchanged|untouched|without|n't|stays?|remains?|identical|same)\b`)
	pathWord  = regexp.MustCompile("`[^`\\s]+`|[\\w.@~+\\-*/]*/[\\w.@~+\\-*/]+|\\b[\\w\\-]+\\.(?:go|py|js|ts|tsx|jsx|rb|rs|java|kt|c|h|cc|cpp|cs|php|swift|scala|sql|sh|md|rst|txt|ya?ml|toml|json|xml|html|css|csv|proto|tf|mod|sum|lock)\\b")
)

func (l *linter) criteria() {
	d := l.doc
	if len(d.contract.criteria) == 0 {
		if d.outcome.Text != "" && onlyGreen(d.outcome.Text[:min(len(d.outcome.Text), maxJudged)]) {
			return // GS003 says the same
		}
		span := d.facts.labels[fieldEvidence]
		if span.Line == 0 {
			span = d.outcome.Span
		}
		l.add(noCriterion.found(span.orStart()))
		return
	}
	runnable := slices.ContainsFunc(d.contract.criteria, Criterion.Runnable)
	deny, allow := compileAll(d.facts.denied), compileAll(d.facts.allowed)
	for _, c := range d.contract.criteria {
		if c.Command == "" && c.Predicate == nil && !c.ByInspection && isUnverifiable(c.Text) {
			l.add(neverChecked.at(c.Span.orStart(), "%q can never be checked", clip(c.Text)))
		}
		if c.Predicate != nil && c.Predicate.never(c.Text) {
			f := neverChecked.at(c.Span.orStart(), "%q can never be met: nothing is %s", clip(c.Text), c.Predicate)
			f.Suggestion = "Correct the number or the operator."
			l.add(f)
		}
		if code := asksElsewhere(c.Text); c.ByInspection && code != "" {
			f := notRunnable.at(c.Span.orStart(), "%s names %q, which no shell runs; a person has to look", c.ID, clip(code))
			f.Suggestion = "Name the command that sends it, with psql or curl, and what it prints."
			l.add(f)
		}
		before := len(l.list)
		if l.unread(c); runnable && len(l.list) == before {
			l.about(c)
		}
		l.frozen(c, deny, allow)
	}
	if l.kept[unbound.code] == 0 && !runnable {
		l.add(l.notRunnable())
	}
	l.tooWild(l.effort)
}

const sayPasses = "Say of the command that it passes or exits 0, such as: `go test ./...` passes; it has to exit 0 exactly when the statement holds."

// notRunnable says that nothing can be run, or of a command that stands there
// why it is not taken for one.
func (l *linter) notRunnable() Finding {
	list := l.doc.contract.criteria
	for _, c := range list {
		if cmd := namedCommand(c.Text); cmd != "" {
			f := notRunnable.at(c.Span.orStart(), "%s names %q and does not say that it passes; the plan must bind checks", c.ID, clip(cmd))
			f.Suggestion = sayPasses
			return f
		}
	}
	return notRunnable.found(list[0].Span.orStart())
}

// namedCommand is the first command in a statement, whatever is said of it.
func namedCommand(s string) string {
	for _, m := range codeSpan.FindAllStringSubmatch(s, 5) {
		if looksLikeCommand(m[1]) {
			return m[1]
		}
	}
	return ""
}

// frozen finds a criterion that demands a change where none may be made.
func (l *linter) frozen(c Criterion, deny, allow []ready) {
	if len(deny)+len(allow) == 0 || !strings.ContainsAny(c.Text, "/.`") || untouched.MatchString(blankCode(c.Text)) {
		return
	}
	text := codeMarked(emphasis.ReplaceAllString(c.Text, "`$1`"))
	plain := blankCode(text)
	if c.Command != "" { // what is run is not asked to change
		text = codeSpan.ReplaceAllStringFunc(text, func(code string) string {
			if bare := bareCode(code); strings.Contains(c.Command, bare) && strings.Contains(bare, " ") {
				return strings.Repeat(" ", len(code))
			}
			return code
		})
	}
	asked := len(plain) // where the first word ends that asks for a change
	for _, loc := range touches.FindAllStringIndex(plain, 20) {
		if !askedNotTo.MatchString(plain[:loc[0]]) {
			asked = loc[1]
			break
		}
	}
	for _, loc := range pathWord.FindAllStringIndex(text, 20) {
		name := bareCode(text[loc[0]:loc[1]])
		if !looksLikePath(name) || loc[0] < asked && !c.describes(plain[:loc[0]], text[loc[1]:], name) {
			continue
		}
		segs := segments(cleanPattern(name))
		by := func(p ready) bool {
			return l.effort.matches(p.glob, segs) || !strings.Contains(path.Base(name), ".") && l.effort.matches(p.glob, append(slices.Clone(segs), string(unnamed)))
		}
		if i := slices.IndexFunc(deny, by); i >= 0 {
			l.add(frozenPath.at(c.Span.orStart(), "%s demands touching %q, which %q denies", c.ID, name, deny[i].Pattern))
			return
		}
		if len(allow) > 0 && surelyPath(text[loc[0]:loc[1]]) && !slices.ContainsFunc(allow, by) {
			l.add(frozenPath.at(c.Span.orStart(), "%s demands touching %q, which is outside the paths that may change", c.ID, name))
			return
		}
	}
}

// askedNotTo ends in front of what a statement asks not to do.
var askedNotTo = regexp.MustCompile(`(?i)\b(?:not|never|without|\pL+n[’']t)\s+(?:(?:be|ever|to)\s+)*$`)

// surelyPath reports a path that is not perhaps two words with a slash between them.
func surelyPath(s string) bool {
	return s[0] == '`' || strings.ContainsAny(s, ".*") || strings.Count(s, "/") > 1
}

// counted reports the beginning of a statement on each of the things in a file,
// which is only read for them: "each endpoint in".
func counted(before string) bool {
	words := strings.Fields(strings.ToLower(before))
	if len(words) < 3 {
		return false
	}
	switch words[0] {
	case "each", "every", "all", "any", "no":
		if last := words[len(words)-1]; last == "the" {
			words = words[:len(words)-1]
		}
		switch words[len(words)-1] {
		case "in", "of", "from", "under", "within", "inside":
			return true
		}
	}
	return false
}

// describes reports whether a criterion says what the path between two parts of
// it will be, and so asks for a change of it.
func (c Criterion) describes(before, after, name string) bool {
	if c.Kind == MustHold || looksLikeCommand(name) || strings.Contains(c.Command, name) || counted(before) {
		return false
	}
	return described.MatchString(after) || newThere.MatchString(before) || c.Kind == MustChange && article.MatchString(before)
}
