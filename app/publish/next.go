package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// deed is something a person can write now, and what it does.
type deed struct{ say, does string }

// keptReply is one where only an approval goes on.
var keptReply = deed{aReply, "approves nothing: it is kept for the agent until somebody approves; `/goal approve TEXT` does both"}

const (
	aReply    = "a plain reply"
	youCanSay = "What you can say, and what it does:"
)

func deeds(list []deed) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, d.String())
	}
	return markdown.List(lines)
}

func (d deed) String() string {
	if d.say == "approve" || strings.ContainsAny(d.say[:1], "/@") {
		return "`" + d.say + "` " + d.does
	}
	return d.say + " " + d.does
}

// next is what happens now by itself, and what a person can do about it.
func (p page) next() (string, []deed) {
	g := p.Goal
	switch {
	case g.State.Over():
		return "Nothing more happens to this goal.", nil
	case g.Hold.Breakpoint != nil && g.Hold.Paused:
		return "The goal is paused, and waits for an answer too; the work so far is saved.", append(answers(g.Hold.Breakpoint), deed{"/goal resume", "ends the pause, and answers nothing"})
	case g.Hold.Breakpoint != nil:
		return "The goal waits for you and uses nothing until then; the work so far is saved.", answers(g.Hold.Breakpoint)
	case g.Hold.Paused:
		return "The goal is paused and uses nothing; the work so far is saved.", []deed{
			{"/goal resume", "goes on where it was held"}, {"/goal stop", "ends the goal; the work so far is kept"},
		}
	case g.Hold.NotBefore.After(p.Now):
		return "The goal goes on by itself at " + moment(g.Hold.NotBefore) + ".", []deed{
			{"/goal retry", "tries again now"}, {"/goal stop", "ends the goal; the work so far is kept"},
		}
	}
	return p.running()
}

// running is next for a goal that nothing holds.
func (p page) running() (string, []deed) {
	g := p.Goal
	if p.SetUp != nil {
		return p.settingUp(), []deed{
			{aReply, "reaches the agent before its next request"}, {"/goal pause", "ends the command and holds the goal"}, {"/goal stop", "ends the goal"},
		}
	}
	stop := deed{"/goal stop", "ends the goal; the work so far is kept"}
	pause := deed{"/goal pause", "holds the goal after the current step"}
	steer := deed{aReply, "reaches the agent before its next request"}
	switch g.State {
	case app.StateDraft:
		switch {
		case !g.Linted:
			return "The issue is being read.", nil
		case g.LintFault != "":
			return "Nothing starts before this is put right.", []deed{{"/goal retry", "reads the issue and the repository's policy again"}}
		}
		return "Edit the issue: it is read again at once. Nothing starts before the contract is clean.", []deed{{"/goal retry", "reads the issue and the repository's policy again"}}
	case app.StateQueued:
		return "Planning starts when a slot is free.", []deed{stop}
	case app.StatePlanning:
		if g.Plan != nil && g.PlanBy != "" {
			return "The checks run on the base, then the work begins.", []deed{steer, pause, stop}
		}
		return "The agent reads the code with tools that cannot write, then proposes a plan.", []deed{steer, pause, stop}
	case app.StateVerifying:
		return "The frozen checks run in a clean clone. Then the pull request opens, or the agent gets the failures.", []deed{steer, pause, stop}
	case app.StateInReview:
		return p.reviewing()
	}
	return "A comment follows at the end of the phase.", []deed{
		steer, {"/goal queue TEXT", "keeps an instruction until the phase has ended"}, pause, {"/goal extend actions=50", "grants more, also minutes, tokens, usd, files, lines, questions"}, stop,
	}
}

func (p page) reviewing() (string, []deed) {
	number := "the pull request"
	if p.Goal.Pull != nil {
		number = fmt.Sprintf("#%d", p.Goal.Pull.Number)
	}
	next := "Review " + number + ". Merging it ends the goal as done."
	if p.Goal.Outdated() {
		next = "Others have moved the branch or its base: both are proven again. Then review " + number + "."
	}
	return next, []deed{
		{"a review that requests changes", "goes to the agent, in the same context, and the branch is verified again"},
		{"a comment", "on the pull request or on the issue does the same, unless it begins by naming somebody else"},
		{"/goal stop", "ends the goal; the pull request stays as it is"},
	}
}

// answers are what lifts a breakpoint.
func answers(b *app.Breakpoint) []deed {
	var out []deed
	switch b.Kind {
	case app.BreakpointPlan:
		if outgrown(b) {
			out = []deed{{"approve", "lets the change be as large as it is"}, keptReply}
			break
		}
		out = []deed{{"approve", "begins the work by this plan"}, {aReply, "goes to the agent, who revises the plan and asks again"}}
	case app.BreakpointGate:
		out = []deed{
			{"approve", "permits what is listed"},
			{"/goal allow GLOB", "permits what is listed there, as it stands, and opens those paths to the goal"},
			{aReply, "tells the agent what to do instead"},
		}
	case app.BreakpointPolicy:
		if len(b.Points) > 0 {
			out = []deed{{"approve", "lets the goal go on"}, keptReply}
			break
		}
		out = []deed{{"approve", "pushes the branch and opens the pull request"}, {aReply, "goes to the agent as a correction"}}
	case app.BreakpointVerify:
		out = []deed{{aReply, "tells the agent what to try"}, {"approve", "opens a draft pull request that lists what is not proven"}}
		if slices.Contains(b.Options, "/goal retry") {
			out = append(out, deed{"/goal retry", "runs with a new budget what could not be run; what has run counts"})
		}
	case app.BreakpointAsk:
		out = []deed{{aReply, "is the answer" + numbered(b)}}
		if b.Start != nil {
			out = []deed{{aReply, "is the answer if it says which: its number or words, yes or no"}}
		}
	case app.BreakpointConflict:
		out = []deed{{aReply, "says what shall hold; the agent goes on by it"}}
	case app.BreakpointSetup:
		out = []deed{{"/goal retry", "runs the set-up again from its beginning"}, {aReply, "is kept for the agent and does not end the wait"}}
	case app.BreakpointRepeat:
		out = []deed{{aReply, "tells the agent what to try instead"}, {"/goal retry", "tries once more"}}
		if b.Head != "" {
			out = append(out, deed{"approve", "leaves the pull request as it is"})
		}
	}
	return append(append(out, offers(b)...), deed{"/goal stop", "ends the goal; the work so far is kept"})
}

func numbered(b *app.Breakpoint) string {
	if len(b.Options) == 0 {
		return ""
	}
	return "; the number of an option is enough"
}

// offers are the harness's own commands among the options.
func offers(b *app.Breakpoint) []deed {
	var out []deed
	for _, o := range b.Options {
		known := slices.ContainsFunc([]string{"/goal stop", "/goal retry", "/goal allow"}, func(s string) bool { return strings.HasPrefix(o, s) })
		if b.Kind == app.BreakpointAsk || known || !strings.HasPrefix(o, "/goal ") || strings.ContainsAny(o, "`\n<@#") || len(o) > 100 {
			continue
		}
		out = append(out, deed{o, "lets the goal go on; other amounts do too, if they make room for " + granted(o)})
	}
	if b.Kind == app.BreakpointBudget && slices.Contains(b.Options, "approve") {
		out = append(out, deed{"approve", "lets it go on with the whole budget once more"})
	}
	return out
}

// granted names the meters of a grant.
func granted(command string) string {
	var names []string
	for _, f := range strings.Fields(command) {
		if name, _, grant := strings.Cut(f, "="); grant {
			names = append(names, name)
		}
	}
	return strings.Join(names, " and ")
}
