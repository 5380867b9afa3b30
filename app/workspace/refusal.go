package workspace

// Rule is the reason why an export leaves something out.
type Rule string

// The rules of an export.
const (
	RuleNestedGit  Rule = "nested_git"     // a name that reads as .git, below the top
	RuleSubmodule  Rule = "submodule"      // a submodule of the base was filled, replaced or removed
	RuleSpecial    Rule = "special_file"   // named pipe, socket or device
	RuleName       Rule = "name"           // control characters or invalid UTF-8
	RuleLink       Rule = "link"           // a symbolic link that leaves the tree or leads into .git
	RuleCase       Rule = "case_collision" // differs from its neighbour in case only
	RuleFileSize   Rule = "file_size"
	RuleTotalSize  Rule = "total_size"
	RuleFiles      Rule = "file_count"
	RuleDepth      Rule = "depth"
	RuleUnreadable Rule = "unreadable" // the permissions keep the host out
	RuleUnsteady   Rule = "unsteady"   // was replaced while it was read
)

// Refusal is one path that an export left as the base has it.
type Refusal struct {
	Path   string
	Rule   Rule
	Detail string
}

// maxRefusals bounds the list; more are counted only.
const maxRefusals = 500
