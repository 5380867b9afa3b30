package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// ThreadReply says in a review's thread what became of it: the turn that had
// it, the commit that answers it, and what was proven of that commit. Without a
// thread (the zero one) it says first what it answers.
func ThreadReply(v View, i app.Instruction, t app.Thread) string {
	return fit(6000, v, func(p page) []string {
		cp := v.Goal.LastCheckpoint()
		head := fmt.Sprintf("Taken up in turn %d", i.Delivered)
		if t == (app.Thread{}) {
			head = fmt.Sprintf("What %s said, %s, was taken up in turn %d", p.who(i.By), p.beginning(i.Text), i.Delivered)
		}
		if cp == nil || v.Goal.Pull == nil {
			return []string{head + "."}
		}
		if cp.Phase.N < v.Goal.Phase.N {
			return append([]string{head + "; the agent changed nothing."}, p.said()...)
		}
		file := p.code(t.Path) + " is as it was on the base."
		for _, f := range cp.Stat.Files {
			if f.Path == t.Path {
				file = fmt.Sprintf("%s is now at %s against the base.", p.code(t.Path), lineCount(f))
			}
		}
		if t.Path == "" {
			file = ""
		}
		answer := strings.TrimSpace(fmt.Sprintf("%s, answered by %s. %s", head, hexOf(string(cp.Commit)), file))
		return slices.Concat([]string{answer}, p.said(), []string{"Verified again: " + p.tally().String() + "."})
	})
}

// said is the agent's own summary of its last stretch of work, and what of it nothing
// that was run bears out.
func (p page) said() []string {
	if p.Goal.Finish == nil || p.Goal.Finish.Summary == "" {
		return nil
	}
	summary := p.Goal.Finish.Summary
	return []string{"The agent says: " + p.quoted(summary), markdown.List(p.unsupported(summary))}
}
