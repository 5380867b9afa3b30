package policy

import (
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// pathRules are the rules about paths, made ready to judge many.
type pathRules struct {
	contract                            *app.Contract
	always, frozen, generated, declared globRule
	allowed                             goalspec.Globs
	categories                          []globRule
	levels                              levelRules
}

func (p Policy) pathRules(c *app.Contract) pathRules {
	r := pathRules{
		contract:  c,
		always:    newGlobRule("protected", app.ActionStop, AlwaysFrozen(), "it steers CI, reviewers, agents or goalkeeper itself: it lies under %s").anyCase(),
		frozen:    newGlobRule("frozen", app.ActionStop, p.Frozen, "it is frozen: it lies under %s"),
		allowed:   goalspec.CompileGlobs(p.Allowed),
		generated: newGlobRule("generated", app.ActionAsk, p.Generated, "it is generated, change its source: it lies under %s"),
		declared:  newGlobRule(firstEdit, app.ActionAsk, p.Breakpoints.OnFirstEdit, "its first edit is a breakpoint: it lies under %s"),
		levels:    p.levelRules(),
	}
	for _, name := range p.categoryNames() {
		r.categories = append(r.categories, newGlobRule("categories."+name, app.ActionAsk, p.Categories[name].Paths, name+" always needs a person: it lies under %s").anyCase())
	}
	return r
}

// judge writes over the children of a verdict that nobody needs any more.
func (r pathRules) judge(old []app.Verdict, path string, preserve int) app.Verdict {
	children := append(old[:0], r.always.judge(path), preserved(path, preserve), r.frozen.judge(path), r.inside(path), scope(r.contract, path))
	for n, child := range children {
		if r.contract != nil && r.contract.Allows(child.Rule, path) {
			children[n] = silent(child.Rule)
		}
	}
	for _, category := range r.categories {
		children = append(children, category.judge(path))
	}
	children = append(children, r.generated.judge(path), r.declared.judge(path), r.risky(path))
	return decided(children, app.Place{Path: path})
}

// globRule speaks about paths under one of its globs.
type globRule struct {
	name    string
	action  app.Action
	globs   []string
	reason  string // %s is the glob
	ready   goalspec.Globs
	folding bool
}

func newGlobRule(name string, action app.Action, globs []string, reason string) globRule {
	return globRule{name: name, action: action, globs: globs, reason: reason, ready: goalspec.CompileGlobs(globs)}
}

// anyCase judges paths as a checkout that ignores case has them: there
// claude.md is CLAUDE.md.
func (r globRule) anyCase() globRule {
	r.ready, r.folding = foldedGlobs(r.globs), true
	return r
}

func (r globRule) judge(path string) app.Verdict {
	if r.folding {
		path = folded(path)
	}
	if n := r.ready.First(path); n >= 0 {
		return spoken(r.name, r.action, fmt.Sprintf(r.reason, r.globs[n]))
	}
	return silent(r.name)
}

// folded is the one form of all spellings that differ in case; some letters
// have one upper case and two lower ones.
func folded(s string) string { return strings.ToLower(strings.ToUpper(s)) }

func foldedGlobs(globs []string) goalspec.Globs {
	out := make([]string, len(globs))
	for n, glob := range globs {
		out[n] = folded(glob)
	}
	return goalspec.CompileGlobs(out)
}

func preserved(path string, line int) app.Verdict {
	if line == 0 {
		return silent("preserve")
	}
	v := spoken("preserve", app.ActionStop, fmt.Sprintf("it says @preserve in line %d", line))
	v.Places = []app.Place{{Path: path, Line: line}}
	return v
}

func scope(c *app.Contract, path string) app.Verdict {
	if c == nil {
		return silent("scope")
	}
	glob, forbidden := c.Forbids(path)
	switch {
	case !forbidden:
		return silent("scope")
	case glob == "":
		return spoken("scope", app.ActionStop, "it lies outside the issue's scope")
	}
	return spoken("scope", app.ActionStop, "the contract keeps it as it is: it lies under "+glob)
}

func (r pathRules) inside(path string) app.Verdict {
	if len(r.allowed) == 0 || r.allowed.First(path) >= 0 {
		return silent("allowed")
	}
	return spoken("allowed", app.ActionStop, "it lies outside the allowed paths")
}

func (r pathRules) risky(path string) app.Verdict {
	level, why := r.levels.judge(path)
	v := silent("risk")
	if level == LevelHigh {
		v = spoken("risk", app.ActionFlag, why)
	}
	v.Measured, v.Reason = string(level), why
	return v
}
