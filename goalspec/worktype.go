package goalspec

import "strings"

// WorkType is the kind of work the author names.
type WorkType string

// The work types of the form.
const (
	WorkUnknown       WorkType = ""
	WorkFeature       WorkType = "feature"
	WorkBugFix        WorkType = "bug-fix"
	WorkRefactoring   WorkType = "refactoring"
	WorkMigration     WorkType = "migration"
	WorkTestCoverage  WorkType = "test-coverage"
	WorkDocumentation WorkType = "documentation"
	WorkBacklog       WorkType = "backlog"
	WorkOther         WorkType = "other"
)

// WorkTypes are the work types in the form's order.
func WorkTypes() []WorkType {
	return []WorkType{
		WorkFeature, WorkBugFix, WorkRefactoring, WorkMigration,
		WorkTestCoverage, WorkDocumentation, WorkBacklog, WorkOther,
	}
}

func parseWorkType(s string) (WorkType, bool) {
	s = strings.ToLower(strings.Trim(strings.TrimSpace(s), ".`*_"))
	s = strings.NewReplacer(" ", "-", "_", "-").Replace(s)
	switch s {
	case "bug", "bugfix", "fix", "defect":
		return WorkBugFix, true
	case "refactor":
		return WorkRefactoring, true
	case "enhancement", "new-feature":
		return WorkFeature, true
	case "tests", "test", "coverage", "testing":
		return WorkTestCoverage, true
	case "docs", "doc":
		return WorkDocumentation, true
	case "upgrade", "port":
		return WorkMigration, true
	case "triage", "error-backlog":
		return WorkBacklog, true
	}
	for _, w := range WorkTypes() {
		if string(w) == s {
			return w, true
		}
	}
	return WorkUnknown, false
}
