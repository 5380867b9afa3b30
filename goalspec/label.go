package goalspec

import (
	"regexp"
	"strings"
	"unicode"
)

// handLabels are the labels people write by hand, lower case, without
// decoration.
var handLabels = byName(map[field][]string{
	fieldGoal:        {"goal", "goals", "outcome", "objective", "desired outcome", "expected outcome", "goal statement"},
	fieldEvidence:    {"evidence", "success criteria", "acceptance criteria", "acceptance", "criteria", "done when", "definition of done", "verification", "how to verify", "the goal is done when", "the feature is done when", "proof"},
	fieldConstraints: {"constraints", "constraint", "must not regress", "invariants", "rules", "guardrails"},
	fieldDeny:        {"do not modify", "don't modify", "must not change", "do not change", "don't change", "do not touch", "don't touch", "do not edit", "never modify", "frozen", "frozen paths", "off limits", "protected paths", "read only", "read-only", "paths that must not change"},
	fieldFocus:       {"do modify", "focus", "focus on", "expected areas", "affected areas", "affected files", "files to change", "affected paths", "paths to focus on"},
	fieldAllow:       {"may change", "only modify", "do modify only", "modify only", "only change", "change only", "only touch", "work only on", "work only in", "allowed paths", "may modify", "paths that may change"},
	fieldResources:   {"resources", "allowed commands", "commands", "network", "network hosts", "allowed hosts", "hosts", "tools", "allowed tools"},
	fieldPriorities:  {"priorities", "priority", "how to choose", "per item", "for each item", "for each error", "order of work", "decision rules"},
	fieldPhases:      {"phases"},
	fieldAfterPhase:  {"after completing each phase", "after each phase", "after every phase", "after each step"},
	fieldStop:        {"stop", "stop when", "stop if", "stop and report", "stop conditions", "when to stop", "report", "reporting", "final report", "at the end"},
	fieldBudget:      {"budget", "limits", "limit"},
	fieldWorkType:    {"work type", "type of work", "kind of work", "type"},
	fieldContext:     {"context", "background", "notes", "note", "additional context", "references", "links", "problem", "problem statement", "motivation", "details", "description", "steps to reproduce", "logs", "see also", "related", "examples", "example"},
	fieldScope:       {"scope", "in scope", "paths"},
	fieldNonGoals:    {"non-goals", "non goals", "nongoals", "out of scope", "not in scope"},
})

func byName(names map[field][]string) map[string]field {
	out := map[string]field{}
	for f, list := range names {
		for _, n := range list {
			out[n] = f
		}
	}
	return out
}

var (
	boldLabel  = regexp.MustCompile(`^(?:\*\*|__)([^*_]{1,80}?)(:?)(?:\*\*|__)(:?)(?:[ \t]+|$)`)
	plainLabel = regexp.MustCompile(`^([^:\x60*_]{1,80}):(?:[ \t]+|$)`)
	phaseLabel = regexp.MustCompile(`(?i)^phase[ \t]+(\d{1,3})\b[ \t]*(?:[:.–—-]+[ \t]*(.*?))?$`)
	parenTail  = regexp.MustCompile(`[ \t]*\([^()]*\)$`)
)

// fieldNamed finds the field of a label written by hand.
func fieldNamed(label string) field { return handLabels[bareLabel(label)] }

// bareLabel is a label in lower case without numbering, emoji, closing colon
// or a remark in parentheses.
func bareLabel(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != ')' })
	s = parenTail.ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, "’", "'")
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// labelLine reads a line "Label: rest", "**Label:** rest" or "**Label**".
func labelLine(line text) (field, text, bool) {
	name, rest, ok := splitLabel(line)
	if !ok {
		return fieldUnknown, text{}, false
	}
	if phaseLabel.MatchString(strings.Trim(line.s, "*_ \t")) {
		return fieldPhase, line, true
	}
	f := fieldNamed(name)
	return f, rest, f != fieldUnknown
}

func splitLabel(line text) (name string, rest text, ok bool) {
	if m := boldLabel.FindStringSubmatchIndex(line.s); m != nil {
		colon := m[4] < m[5] || m[6] < m[7]
		if colon || m[1] == len(line.s) {
			return line.s[m[2]:m[3]], line.from(m[1]), true
		}
	}
	if m := plainLabel.FindStringSubmatchIndex(line.s); m != nil {
		return line.s[m[2]:m[3]], line.from(m[1]), true
	}
	return "", text{}, false
}
