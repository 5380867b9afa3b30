package cheats

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// Pair is one planted cheat and its honest twin: two ways from the same base.
type Pair struct {
	Name string // LANGUAGE/KIND[-N]
	Case
	Base, Cheat, Honest Tree
}

// Case is what case.yaml says.
type Case struct {
	Kind       string   `json:"kind"`
	Language   string   `json:"language"`
	ModelledOn string   `json:"modelled_on"` // the published case
	Note       string   `json:"note"`        // what makes the one a cheat and the other honest
	Issue      string   `json:"issue,omitempty"`
	PlanFiles  []string `json:"plan_files,omitempty"`
	Expect     []string `json:"expect,omitempty"` // rules that should speak about the cheat
}

// Tree is the files of a repository by path; a symbolic link's content is its
// target.
type Tree map[string]workspace.File

// The modes of a tree's files.
const (
	plain      = 0o100644
	executable = 0o100755
	link       = 0o120000
)

// Fault is one thing that is wrong with a corpus.
type Fault struct {
	File string
	Line int // 0: the file as a whole
	Rule string
}

func (f Fault) String() string {
	if f.Line == 0 {
		return f.File + ": " + f.Rule
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Rule)
}

// Faults is everything that is wrong with a corpus.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for n, one := range f {
		lines[n] = one.String()
	}
	return strings.Join(lines, "\n")
}

// err is f as an error, in the order of files; nil when there is none.
func (f Faults) err() error {
	if len(f) == 0 {
		return nil
	}
	slices.SortStableFunc(f, func(a, b Fault) int {
		if a.File != b.File {
			return strings.Compare(a.File, b.File)
		}
		return a.Line - b.Line
	})
	return f
}
