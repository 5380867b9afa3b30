package goalspec

import (
	"fmt"
	"slices"
	"strings"
)

// unread finds what a criterion measures or runs and does not say for certain.
func (l *linter) unread(c Criterion) {
	if c.ByInspection {
		return
	}
	if onlyPaths(c.Text) && c.Command == "" {
		l.add(unreadPath.at(c.Span.orStart(), "%s is only a path; put it under \"Do not modify\" or \"Only modify\"", c.ID))
		return
	}
	p, fault := boundIn(c.Text)
	if fault == "" {
		fault = measureFault(c.Text, p)
	}
	if fault != "" {
		l.add(unreadBound.at(c.Span.orStart(), "%s: %s", c.ID, fault))
		return
	}
	l.notPassing(c.ID, c.Text, c.Span)
}

// onlyPaths reports a statement that is nothing but paths.
func onlyPaths(s string) bool {
	list := nameList.Split(strings.TrimRight(strings.TrimSpace(s), ".;,"), -1)
	return !slices.ContainsFunc(list, func(w string) bool { return !looksLikePath(bareCode(w)) || looksLikeCommand(bareCode(w)) })
}

// steps finds commands after each phase of which something else is said than
// that they pass.
func (l *linter) steps() {
	for i, s := range l.doc.afterPhase {
		l.notPassing(fmt.Sprintf("step %d after each phase", i+1), s.Text, s.Span)
	}
}

// success is a command that exits 0 when the first one of a statement does what
// is said of it; empty where that is not known.
func success(words string) string {
	calls, _ := callsIn(words)
	for _, c := range calls {
		first, _, _ := strings.Cut(c.code, " ")
		switch {
		case c.said != saysFails || strings.HasPrefix(c.code, "!") || strings.Contains(c.code, "`"):
		case toRun.MatchString(words[:strings.Index(words, "`")]):
		case fails.MatchString(words), first == "grep" || first == "rg" || first == "ag":
			return "! " + c.code
		case findsNo.MatchString(words[strings.LastIndex(words, "`")+1:]), empty.MatchString(words):
			return `test -z "$(` + c.code + `)"`
		}
	}
	return ""
}

func (l *linter) notPassing(what, words string, span Span) {
	if _, fault := commandOf(words); fault != "" {
		f := unreadBound.at(span.orStart(), "%s: %s", what, fault)
		f.Suggestion = "Say of one command that it passes; let it exit 0 exactly when the statement holds."
		if cmd := success(words); cmd != "" {
			f.Suggestion = "If that is meant, write: `" + cmd + "` passes."
		}
		l.add(f)
	}
}
