package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// maxPull leaves room for the repository's own template.
const maxPull = 50_000

// PullBody is our part of the pull request's description, made anew from the
// record each time.
func PullBody(v View) string {
	of, proven := v.ofHead()
	if !proven {
		return earlyBody(v)
	}
	return fit(maxPull, of, func(p page) []string {
		return []string{
			p.whatAndWhy(p.tally().String() + p.flagCount()),
			titled("## A person is awaited", page{v, p.size}.awaited()),
			titled("## Evidence", p.proofOfAll()),
			titled("## For people to judge", p.inspection()),
			titled("## Not proven", p.unproven()),
			titled("## Report", p.report()),
			titled("## Migration note", p.migration()),
			titled("## How to review", p.reviewGuide()),
			titled("## Flags raised by gates", p.gateReport()),
			titled("## Instructions followed", p.followed()),
			titled("## Budget used", p.budget()),
			titled("## Follow-ups", p.followUps()),
			p.record(),
		}
	})
}

// earlyBody describes a head of which nothing is proven; it shows no evidence,
// for what there is was seen of other bytes.
func earlyBody(v View) string {
	return fit(maxPull, v, func(p page) []string {
		return []string{
			p.whatAndWhy("nothing of it is proven yet"),
			titled("## A person is awaited", p.awaited()),
			titled("## Work under way", p.early()),
			titled("## Flags raised by gates", p.gateReport()),
			titled("## Instructions followed", p.followed()),
			titled("## Budget used", p.budget()),
			titled("## Follow-ups", p.followUps()),
			p.record(),
		}
	})
}

// awaited is what people are asked now, and where they answer.
func (p page) awaited() string {
	b := p.Goal.Hold.Breakpoint
	if b == nil {
		return ""
	}
	table, about := "", ""
	if b.Kind == app.BreakpointGate {
		table = p.flags(app.ActionAsk)
	}
	if of := p.Goal.OfHead(); of != nil && of != p.Goal {
		about = fmt.Sprintf("It is about work that is not pushed yet; what follows here was proven of %s.", digest(string(of.Pull.Commit)))
	}
	return filledJoin("**"+p.asks(b)+".**", p.prose(b.Question), table, about,
		fmt.Sprintf("The answer goes to issue #%d, where a comment asks this.", p.Goal.Issue.Number))
}

// early says how far an unproven head is, and what is still to be proven.
func (p page) early() string {
	g := p.Goal
	state := "This is a draft of work that goes on. **Nothing is proven of it yet**: the evidence appears here when goalkeeper has run the checks in clean clones of the result, and the pull request is marked ready when they prove every criterion that can be run."
	switch {
	case g.Ended != nil && g.Outdated():
		state = "The goal ended (" + p.words(g.Ended.Reason) + "), and the last proof is not of what stands here. **Nothing is proven of this head.**"
	case g.Ended != nil:
		state = "The goal ended before anything was proven of this head: " + p.words(g.Ended.Reason) + "."
	case !g.Early && (g.Publishing == nil || !g.Publishing.Early):
		state = "Others have moved the branch or its base. **Nothing is proven of this head yet**: the evidence appears here when goalkeeper has run the checks again in clean clones of both."
		if g.BaseMoved() {
			state = strings.Replace(state, "Others have moved the branch or its base. **Nothing is proven of this head yet**", "This head was proven on an earlier base. **On the base as it is now nothing is proven of it yet**", 1)
		}
		if g.Hold.Breakpoint != nil {
			state = strings.Replace(state, "here when", "here when a person has answered and", 1)
		}
	}
	var done, open []string
	for _, c := range g.Checkpoints {
		if len(done) < p.items {
			done = append(done, fmt.Sprintf("Phase %d, %s: %s (%s)", c.Phase.N, p.words(c.Phase.Title), p.quoted(firstLine(c.Summary)), digest(string(c.Commit))))
		}
	}
	if g.Contract != nil {
		for _, c := range first(g.Contract.Goal.Criteria(), p.items) {
			open = append(open, fmt.Sprintf("**%s** %s", c.ID, p.words(c.Text)))
		}
	}
	return filledJoin(state, titled("**So far**, in the agent's words:", markdown.List(done)), titled("**To be proven:**", markdown.List(open)))
}

// firstLine is what a summary says first.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// whatAndWhy begins with what the record tells: what people asked for, how large
// the change is and how much of it is proven. The agent's own account follows,
// marked as such.
func (p page) whatAndWhy(proven string) string {
	g := p.Goal
	out := []string{fmt.Sprintf("Closes #%d.", g.Issue.Number)}
	if g.Contract != nil && !g.Contract.Goal.IsZero() {
		out = append(out, "**Why:** "+p.words(g.Contract.Goal.Outcome()))
	}
	if stat := p.change(); len(stat.Files) > 0 {
		proven = Size(stat) + p.mostly(stat) + "; " + proven
	}
	out = append(out, "**What:** "+proven+".")
	if g.Finish != nil {
		out = append(out, p.agentSays(p.prose(g.Work), markdown.List(p.corrected())), markdown.List(p.unsupported("")))
	}
	return filledJoin(out...)
}

// agentSays marks words as the agent's, which prove nothing.
func (p page) agentSays(parts ...string) string {
	return titled("The agent says:", markdown.Quote(filledJoin(parts...)))
}

// unsupported is what the agent says and nothing that was run bears out: in some
// words of it, or without these in all.
func (p page) unsupported(said string) []string {
	said = strings.Join(strings.Fields(said), " ")
	var lines []string
	all := 0
	for _, f := range p.findings(app.ActionFlag, app.ActionAsk, app.ActionStop) {
		if f.rule.Rule != "claims" || f.rule.Status != app.StatusFail || said != "" && !strings.Contains(said, strings.TrimSuffix(f.at.Text, "…")) {
			continue
		}
		if all++; all <= p.items {
			lines = append(lines, fmt.Sprintf("**Not borne out:** %s: %s", p.quoted(f.at.Text), strings.TrimPrefix(p.reason(f), "the agent says it, and ")))
		}
	}
	return more(lines, all)
}

// corrected is, in a line each, what the agent says of what came after the work:
// corrections, and changes that people asked for.
func (p page) corrected() []string {
	all := slices.DeleteFunc(slices.Clone(p.Goal.Checkpoints), func(c app.Checkpoint) bool { return c.Merged != nil || c.Summary == p.Goal.Work })
	last := len(all)
	for last > 0 && all[last-1].Phase.Why != "" {
		last--
	}
	var lines []string
	for _, c := range first(all[last:], p.items) {
		lines = append(lines, fmt.Sprintf("**%s:** %s", p.words(c.Phase.Title), p.words(firstLine(c.Summary))))
	}
	return more(lines, len(all)-last)
}

func (p page) proofOfAll() string {
	table := p.evidence()
	if table == "" {
		return ""
	}
	words := p.tally().String() + ". Everything here was run by goalkeeper, not by the agent"
	if c := p.Goal.Contract; c != nil {
		words += fmt.Sprintf(": in clean clones of %s (base)", digest(string(c.Base)))
		if cp := p.Goal.LastCheckpoint(); cp != nil {
			words += fmt.Sprintf(" and %s (this head)", digest(string(cp.Commit)))
		}
	}
	all := p.proofs()
	return filledJoin(words+".", p.gateLine(), p.joined(), table, repeated(all), p.trials(all), p.logs(all))
}

// joined names others' work that is part of what was proven.
func (p page) joined() string {
	var lines []string
	for _, c := range p.Goal.Checkpoints {
		if c.Merged != nil && len(lines) < p.items {
			lines = append(lines, fmt.Sprintf("%s, verified with it: %s", p.words(c.Summary), digest(string(c.Commit))))
		}
	}
	return markdown.List(lines)
}

// report is what became of each item that the issue names, then what the agent
// noticed and could not or should not change, and what it claims: words, not
// evidence.
func (p page) report() string {
	var lines []string
	all := 0
	for _, kind := range []string{"discrepancy", "diagnosis"} {
		for _, n := range p.Goal.Notes {
			if n.Kind != kind {
				continue
			}
			if all++; all <= p.items {
				lines = append(lines, fmt.Sprintf("**%s:** %s", strings.ToUpper(kind[:1])+kind[1:], p.words(n.Text)))
			}
		}
	}
	return filledJoin(p.itemReport(), titled("The agent noted:", markdown.List(more(lines, all))), p.claims())
}

func (p page) claims() string {
	if p.Goal.Finish == nil || len(p.Goal.Finish.Claims) == 0 {
		return ""
	}
	var lines []string
	for _, c := range first(p.Goal.Finish.Claims, p.items) {
		lines = append(lines, fmt.Sprintf("**%s** The agent says %s _(%s)_", p.words(c.Criterion), p.quoted(c.Statement), p.seen(c.Criterion)))
	}
	return markdown.Details("What the agent says of each criterion (its words), and what goalkeeper saw", markdown.List(more(lines, len(p.Goal.Finish.Claims))))
}

// seen is what the harness knows of a criterion that the agent speaks of.
func (p page) seen(criterion string) string {
	for _, r := range p.Criteria {
		switch {
		case r.ID != criterion:
		case r.Candidate == nil:
			return outcomeWords(r.Outcome)
		default:
			return outcomeWords(r.Outcome) + ", log " + p.logLink(r.Candidate.Log)
		}
	}
	return "no criterion of the contract"
}

// migration is the agent's note, which the harness holds against the names that
// users rely on where the contract, the plan or the policy asks for one.
func (p page) migration() string {
	note := ""
	if p.Goal.Finish != nil {
		note = p.prose(p.Goal.Finish.MigrationNote)
	}
	c := p.Goal.Contract
	asked := c != nil && c.Goal.MigrationNote()
	switch {
	case note == "" && asked:
		return "The contract asks for one; none was written."
	case note == "":
		return ""
	case asked, p.Goal.Plan != nil && p.Goal.Plan.Migration, p.Policy.MigrationNote == policy.NotePublic:
		return filledJoin("_Written by the agent; goalkeeper checked only that it names what users rely on and the change takes away or alters._", note)
	}
	return filledJoin("_Written by the agent._", note)
}

// followed lists which instruction reached which turn.
func (p page) followed() string {
	var rows [][]string
	all := 0
	for _, i := range p.Goal.Instructions {
		if i.Withdrawn {
			continue
		}
		if all++; all > p.items {
			continue
		}
		reached := "not yet"
		if i.Delivered > 0 {
			reached = fmt.Sprintf("turn %d", i.Delivered)
		}
		text := p.beginning(i.Text)
		if p.since(i).Gone {
			text = "its comment was deleted since"
		}
		rows = append(rows, []string{p.who(i.By), text, reached})
	}
	table := markdown.Table([]string{"By", "Instruction", "Reached"}, rows)
	if left := all - len(rows); left > 0 {
		table += fmt.Sprintf("\n\n%d more in the record.", left)
	}
	unused := p.unused()
	return filledJoin(table, markdown.List(more(first(unused, p.items), len(unused))))
}

func (p page) followUps() string {
	var lines []string
	for _, f := range first(p.Goal.FollowUps, p.items) {
		line := p.words(f.Title)
		if f.Number > 0 {
			line = fmt.Sprintf("#%d %s", f.Number, line)
		}
		lines = append(lines, line)
	}
	return markdown.List(more(lines, len(p.Goal.FollowUps)))
}

// record names the log this text was made from.
func (p page) record() string {
	g := p.Goal
	return fmt.Sprintf("---\n\n_Made from the record of goal %s: %s, the last with hash %s. Started by %s._",
		p.code(string(g.ID)), count(int(g.Seq), "event"), p.code(g.Hash), p.who(g.OpenedBy.Login))
}
