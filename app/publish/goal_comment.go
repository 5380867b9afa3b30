package publish

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// GoalComment is the one comment on the issue that is edited in place, without
// its mark.
func GoalComment(v View) string {
	return fit(maxBody, v, func(p page) []string {
		sections := []string{"### " + p.headline(), p.life(), p.held(), p.lint(), p.whatNext()}
		if v.Goal.Contract == nil {
			return append(sections, p.receipts(), p.origin())
		}
		return append(sections,
			titled("#### Criteria", filledJoin(p.proven(), p.criteria())),
			titled("#### Budget of this run", p.budget()),
			titled("#### Instructions", filledJoin(p.earlier(), p.receipts())),
			p.edited(), p.contract(), p.planFolded(), p.setUpFolded(), p.origin(),
		)
	})
}

func filledJoin(parts ...string) string { return strings.Join(filled(parts), "\n\n") }

// headline is the state in words.
func (p page) headline() string {
	g := p.Goal
	if p.SetUp != nil {
		return fmt.Sprintf("Setting up: command %d of %d", p.SetUp.N, p.SetUp.Of)
	}
	switch g.State {
	case app.StateDraft:
		switch {
		case g.LintFault != "":
			return "The goal could not be read"
		case goalspec.HasErrors(g.Findings):
			return "Not a goal yet"
		}
		return "Reading the goal"
	case app.StateQueued:
		if g.Hold.Breakpoint != nil {
			return "Not started: a question waits for you"
		}
		return "Waiting for a free slot" + p.inQueue()
	case app.StatePlanning:
		if g.Plan != nil && g.PlanBy != "" {
			return "Checking what holds on the base"
		}
		return "Planning"
	case app.StateWorking:
		return fmt.Sprintf("Working: phase %d, %s", g.Phase.N, p.words(g.Phase.Title))
	case app.StateVerifying:
		return fmt.Sprintf("Verifying, round %d", g.Round)
	case app.StateInReview:
		return p.inReview()
	}
	return ended(g.State)
}

// QueuePlace is a position in the queue as people are told it: exact for the
// first ten, then in tens.
func QueuePlace(n int) int {
	if n > 10 {
		return (n-1)/10*10 + 1
	}
	return n
}

func (p page) inQueue() string {
	switch n := QueuePlace(p.Queue); {
	case n > 10:
		return fmt.Sprintf(": at least %d are before it in the queue", n-1)
	case n > 0:
		return fmt.Sprintf(": number %d in the queue", n)
	}
	return ""
}

func (p page) inReview() string {
	switch {
	case p.Goal.Pull == nil:
		return "In review"
	case p.Goal.Pull.Draft:
		return fmt.Sprintf("In review as a draft: #%d", p.Goal.Pull.Number)
	}
	return fmt.Sprintf("In review: #%d", p.Goal.Pull.Number)
}

// held says what keeps the goal from moving.
func (p page) held() string {
	h := p.Goal.Hold
	var out []string
	if p.Queue > 0 && p.Goal.State != app.StateQueued {
		out = append(out, "**Waiting for a free slot**"+p.inQueue()+".")
	}
	if b := h.Breakpoint; b != nil {
		out = append(out, fmt.Sprintf("**Waiting for you** since %s: %s", moment(b.At), p.words(b.Question)), markdown.List(p.options(b)))
	}
	if why := p.Goal.Unshown; why != "" && !p.Goal.State.Over() {
		out = append(out, "No draft shows the work before it is proven: the branch could not be pushed"+p.because(why)+". It is tried again with what is proven.")
	}
	if h.Paused {
		out = append(out, fmt.Sprintf("**Paused** by %s%s.", p.who(h.PausedBy), p.because(h.Reason)))
	}
	if h.NotBefore.After(p.Now) {
		out = append(out, fmt.Sprintf("**Waiting until %s**%s.", moment(h.NotBefore), p.because(h.Reason)))
	}
	return filledJoin(out...)
}

func (p page) because(reason string) string {
	if strings.TrimSpace(reason) == "" {
		return ""
	}
	return ": " + strings.TrimRight(p.words(reason), ".")
}

// lint shows what stands in the way of a contract, and warnings beside one.
func (p page) lint() string {
	g := p.Goal
	var out []string
	if g.LintFault != "" && g.State == app.StateDraft {
		out = append(out, p.prose(g.LintFault))
	}
	var rows [][]string
	for _, f := range first(g.Findings, p.items) {
		line := "–"
		if f.Line > 0 {
			line = fmt.Sprint(f.Line)
		}
		rows = append(rows, []string{p.words(f.Code), p.words(string(f.Severity)), line, p.words(f.Message), p.words(f.Suggestion)})
	}
	table := markdown.Table([]string{"Code", "", "Line", "What", "What helps"}, rows)
	if table != "" && g.State != app.StateDraft {
		table = markdown.Details(fmt.Sprintf("Remarks on the issue's text (%d)", len(g.Findings)), table)
	}
	return filledJoin(append(out, table, p.draft())...)
}

// draft offers the template filled in with what was understood.
func (p page) draft() string {
	if p.Goal.State != app.StateDraft || p.Goal.Draft == "" {
		return ""
	}
	return "What was understood, in the goal template. Put what each line that begins with `TODO:` asks for in its place, and the whole in the place of the issue's text:\n\n" +
		markdown.Fence("markdown", markdown.Excerpt(p.scrubbed(p.Goal.Draft), p.text))
}

func (p page) whatNext() string {
	text, list := p.next()
	if p.Goal.State.Over() {
		return p.afterEnd()
	}
	parts := []string{"**Next:** " + text}
	if len(list) > 0 {
		parts = append(parts, youCanSay, deeds(list))
	}
	return filledJoin(parts...)
}

// contract is the frozen reading, folded.
func (p page) contract() string {
	c := p.Goal.Contract
	lines := []string{
		fmt.Sprintf("Frozen at %s of %s, branch %s.", digest(string(c.Base)), p.code(c.BaseBranch), p.code(c.Branch)),
		// Markdown escapes what it quotes; prose does so again.
		p.prose(html.UnescapeString(c.Goal.Markdown())),
	}
	if left := c.Goal.Context(); len(left) > 0 {
		lines = append(lines, "**Not read as part of the contract**", p.context(left))
	}
	switch from := c.PolicyFrom; from {
	case "":
	case policy.FromFile:
		lines = append(lines, "**Policy:** "+p.code(from)+" of this repository")
	default:
		lines = append(lines, "**Policy:** "+p.words(from))
	}
	if p.Policy.Model != "" {
		lines = append(lines, "**Model:** "+p.code(p.Policy.Model))
	}
	if level, why := p.Policy.Risk(c.Goal.WorkType(), p.concerned()); level != policy.LevelUnknown {
		lines = append(lines, fmt.Sprintf("**Risk:** %s; %s", level, p.words(why)))
	}
	frozen := "what steers CI, reviewers, agents or goalkeeper itself"
	if list := slices.Concat(p.Policy.Frozen, c.Frozen); len(list) > 0 {
		frozen = p.codes(list) + ", and " + frozen
	}
	lines = append(lines, "**Frozen paths:** "+frozen)
	if len(p.Policy.Allowed) > 0 {
		lines = append(lines, "**Only these may change:** "+p.codes(p.Policy.Allowed))
	}
	if len(c.Allowed) > 0 {
		lines = append(lines, "**Allowed by people:** "+p.allowed(c)+p.prevails(c))
	}
	if len(c.Waivers) > 0 {
		lines = append(lines, "**Permitted by people**", p.waivers(c.Waivers))
	}
	return markdown.Details(fmt.Sprintf("Contract, version %d", c.Version), strings.Join(lines, "\n\n"))
}

// prevails says what counts where a path is both frozen and allowed.
func (p page) prevails(c *app.Contract) string {
	var again []string
	for n, glob := range c.Frozen {
		if n < len(c.FrozenOver) && c.FrozenOver[n] > 0 {
			again = append(again, glob)
		}
	}
	if len(again) == 0 {
		return ". This goes before what is frozen."
	}
	return ". This goes before what is frozen, except for what was frozen later: " + p.codes(again) + "."
}

// allowed are the paths that people let in, with the rule where it is one.
func (p page) allowed(c *app.Contract) string {
	var out []string
	for n, glob := range first(c.Allowed, p.files) {
		glob = p.code(glob)
		if rule := c.Lifted(n); rule != "" {
			glob += " (against the rule " + p.code(rule) + " alone)"
		}
		out = append(out, glob)
	}
	return strings.Join(more(out, len(c.Allowed)), ", ")
}

// context lists what was written besides the contract, by its lines.
func (p page) context(left []goalspec.Passage) string {
	const most, length = 20, 100
	var list []string
	for _, c := range left[:min(len(left), most)] {
		words := []rune(strings.Join(strings.Fields(c.Text), " "))
		if len(words) > length {
			words = append(words[:length], '…')
		}
		where := ""
		if c.Line > 0 {
			where = fmt.Sprintf("line %d: ", c.Line)
		}
		list = append(list, where+p.words(string(words)))
	}
	if more := len(left) - most; more > 0 {
		list = append(list, fmt.Sprintf("and %d more", more))
	}
	return markdown.List(list)
}

// concerned are the paths that the plan names and the change touches.
func (p page) concerned() []string {
	all := p.Goal.Stat.Paths()
	if p.Goal.Plan != nil {
		all = slices.Concat(p.Goal.Plan.Files, all)
	}
	return all
}

// codes is a list of paths or globs on one line.
func (p page) codes(list []string) string {
	var out []string
	for _, s := range first(list, p.files) {
		out = append(out, p.code(s))
	}
	return strings.Join(more(out, len(list)), ", ")
}

func (p page) planFolded() string {
	g := p.Goal
	if g.Plan == nil {
		return ""
	}
	by := "Not approved yet."
	switch g.PlanBy {
	case "":
	case app.ByPolicy:
		by = "The policy asked nobody to approve it."
	default:
		by = "Approved by " + p.who(g.PlanBy) + "."
	}
	if g.SeenBy != "" {
		by += " What was changed beyond it was approved by " + p.who(g.SeenBy) + "."
	}
	parts := []string{markdown.Details(fmt.Sprintf("Plan, version %d", g.Plan.Version), by+"\n\n"+p.plan(g.Plan))}
	for n := len(g.Plans) - 1; n >= max(0, len(g.Plans)-3); n-- {
		parts = append(parts, markdown.Details(fmt.Sprintf("Plan, version %d: replaced", g.Plans[n].Version), p.plan(&g.Plans[n])))
	}
	return filledJoin(parts...)
}

// origin names the goal, its starter and the goal before it.
func (p page) origin() string {
	g := p.Goal
	text := fmt.Sprintf("Goal %s, started by %s", p.code(string(g.ID)), p.who(g.OpenedBy.Login))
	if g.Previous != "" {
		text += fmt.Sprintf(" after goal %s had ended", p.code(string(g.Previous)))
	}
	return "_" + text + "._"
}
