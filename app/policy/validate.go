package policy

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// checker holds the values of a filled policy against their rules.
type checker struct {
	lines  map[string]int
	faults Faults
}

// validate finds what the kinds of values cannot say.
func (p Policy) validate(lines map[string]int) Faults {
	c := checker{lines: lines}
	c.text("label", p.Label, labelForm, "must be a label's name: one line of at most 50 letters")
	c.text("model", p.Model, modelForm, "must be the name of a model: one word")
	c.group("who.start", p.Who.Start)
	c.group("who.steer", p.Who.Steer)
	c.group("who.approve", p.Who.Approve)
	c.globs("risk.low.paths", p.Levels.Low.Paths)
	c.globs("risk.medium.paths", p.Levels.Medium.Paths)
	c.globs("risk.high.paths", p.Levels.High.Paths)
	c.globs("breakpoints.on_first_edit", p.Breakpoints.OnFirstEdit)
	c.globs("frozen", p.Frozen)
	c.globs("generated", p.Generated)
	c.globs("allowed", p.Allowed)
	c.commands("setup", p.Setup)
	c.commands("phase_checks", p.PhaseChecks)
	c.commands("after_change", p.AfterChange)
	c.commands("verification", p.Verification)
	c.commands("generate", p.Generate)
	c.categories(p.Categories)
	c.gates(p.Gates)
	c.env(p.Env)
	c.each("network", p.Network, hostForm, "must be a host's name, perhaps as *.name or with :port")
	for _, rule := range branchFaults(p.Branch) {
		c.fault("branch", p.Branch, rule)
	}
	if p.FollowUps > MaxFollowUps {
		c.fault("follow_ups", fmt.Sprint(p.FollowUps), fmt.Sprintf("must be at most %d", MaxFollowUps))
	}
	c.times(p)
	return c.faults
}

func (c *checker) times(p Policy) {
	remind, stop := c.lines["remind_after"], c.lines["stop_after"]
	if p.StopAfter > p.RemindAfter || remind == unsound || stop == unsound {
		return
	}
	at := "stop_after"
	if stop == 0 {
		at = "remind_after"
	}
	c.fault(at, "", "stop_after must be longer than remind_after")
}

var (
	labelForm    = regexp.MustCompile(`^[^\x00-\x1f]{1,50}$`)
	modelForm    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}$`)
	loginForm    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$`)
	teamForm     = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,99}$`)
	categoryForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)
	commandForm  = regexp.MustCompile(`^[^\x00]*[^\x00\s][^\x00]*$`)
	patternForm  = regexp.MustCompile(`^[^\s/;&|()<>'"` + "`" + `]+( [^\s;&|()<>'"` + "`" + `]+)*$`)
	variableForm = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,79}$`)
	valueForm    = regexp.MustCompile(`^[^\x00]*$`)
	hostForm     = regexp.MustCompile(`^(\*\.)?([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9](:[1-9][0-9]{0,4})?$`)
)

// fault is placed at its key's line, or at that of the nearest key around it.
func (c *checker) fault(at, value, rule string) {
	line := 0
	for p := at; line <= 0 && p != ""; p = p[:max(strings.LastIndexAny(p, ".["), 0)] {
		line = c.lines[p]
	}
	c.faults = append(c.faults, Fault{Path: at, Line: max(line, 1), Value: clip(value), Rule: rule})
}

// text checks a value that is empty unless it is given.
func (c *checker) text(at, value string, form *regexp.Regexp, rule string) {
	if c.lines[at] > 0 && !form.MatchString(value) {
		c.fault(at, value, rule)
	}
}

func (c *checker) each(at string, values []string, form *regexp.Regexp, rule string) {
	for n, v := range values {
		c.text(fmt.Sprintf("%s[%d]", at, n), v, form, rule)
	}
}

func (c *checker) group(at string, g Group) {
	c.each(at+".users", g.Users, loginForm, "must be a login, without @")
	c.each(at+".teams", g.Teams, teamForm, "must be the slug of one of the owner's teams, without @ and owner")
}

func (c *checker) commands(at string, all []string) {
	c.each(at, all, commandForm, "must be a command")
}

func (c *checker) globs(at string, all []string) {
	for n, g := range all {
		key := fmt.Sprintf("%s[%d]", at, n)
		if why := goalspec.PatternFault(g); why != "" && c.lines[key] > 0 {
			c.fault(key, g, "must be a path pattern: "+why)
		}
	}
}

func (c *checker) categories(all map[string]Category) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		at := join("categories", name)
		if !categoryForm.MatchString(name) {
			c.fault(at, "", "must be named in at most 40 small letters, digits and _")
		}
		c.globs(at+".paths", all[name].Paths)
		for n, p := range all[name].Commands {
			key := fmt.Sprintf("%s.commands[%d]", at, n)
			c.text(key, p, patternForm, "must be words with single blanks between: a program without its path, then what follows it")
			if _, err := path.Match(p, ""); err != nil {
				c.fault(key, p, "must close its brackets")
			}
		}
	}
}

func (c *checker) env(all map[string]string) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		at := join("env", name)
		if !variableForm.MatchString(name) {
			c.fault(at, "", "must be a variable's name: at most 80 letters, digits and _")
		}
		c.text(at, all[name], valueForm, "must not hold a zero byte")
	}
}
