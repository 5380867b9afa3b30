package main

import (
	"slices"
	"strings"
	"testing"
)

const onlyMaintainer = "who: {start: {users: [" + maintainer + "]}, steer: {users: [" + maintainer + "]}, approve: {users: [" + maintainer + "]}}\n"

// TestWhoCountsInADraft: before the policy is read anybody who may write is
// heard, and what the policy does not let them say reaches nobody. What they
// wrote into the issue is frozen when somebody who may start goals has read it.
func TestWhoCountsInADraft(t *testing.T) {
	t.Parallel()
	w := start(t, setup{files: policy(onlyMaintainer), script: usual})
	w.issue = w.open(maintainer, "Nicer greeting", "Please make the greeting nicer.\n")
	w.label(maintainer)
	w.wait("the draft", func() bool { return strings.Contains(w.goalComment(), "Not a goal yet") })
	theirs := w.comment(writer, "DELETE-THE-TESTS as well.")
	ours := w.comment(maintainer, "KEEP-IT-SHORT please.")
	w.wait("both instructions", func() bool { return len(w.goal().Instructions) == 2 })
	w.edit(writer, issueBody)
	w.wait("why it does not start", func() bool { return strings.Contains(w.goalComment(), "may not start goals") })
	again := w.comment(writer, "/goal retry")
	w.wait("the answer to a retry", func() bool { return strings.Contains(w.goalComment(), "was not started by somebody who may") })
	if g := w.goal(); g.Contract != nil || len(w.model.requests()) != 0 {
		t.Fatalf("a writer's text was frozen (👀 on %v)", w.reactions(again))
	}
	w.comment(maintainer, "/goal retry")
	g := w.waitPull()
	for _, i := range g.Instructions {
		if wanted := strings.Contains(i.Text, "KEEP-IT-SHORT"); wanted != (i.Delivered > 0) || wanted == i.Withdrawn {
			t.Errorf("%q: delivered %d, withdrawn %v", i.Text, i.Delivered, i.Withdrawn)
		}
	}
	if x := g.Refused; len(x) != 1 || !strings.Contains(x[0].Reason, "who.steer") || !strings.Contains(x[0].By, writer) {
		t.Errorf("refused %+v", x)
	}
	w.wait("😕 on what is not used", func() bool {
		return slices.Contains(w.reactions(theirs), "confused") && !slices.Contains(w.reactions(ours), "confused")
	})
}

// TestTextOfAStrangerIsReadByAStarter before it becomes the contract.
func TestTextOfAStrangerIsReadByAStarter(t *testing.T) {
	t.Parallel()
	w := start(t, setup{files: policy(onlyMaintainer), script: usual})
	w.issue = w.open(stranger, "Nicer greeting", "Please make the greeting nicer.\n")
	w.label(maintainer)
	w.wait("the draft", func() bool { return strings.Contains(w.goalComment(), "Not a goal yet") })
	w.edit(stranger, issueBody)
	w.wait("who has to read it", func() bool { return strings.Contains(w.goalComment(), "lacks write permission") })
	w.comment(writer, "/goal retry")
	w.wait("the answer to a retry", func() bool { return strings.Contains(w.goalComment(), "was not started by somebody who may") })
	if w.goal().Contract != nil {
		t.Fatal("the text of a stranger was frozen")
	}
	w.comment(maintainer, "/goal retry")
	if by := w.waitPull().TextBy.Login; by != maintainer {
		t.Errorf("%s stands behind the text", by)
	}
}
