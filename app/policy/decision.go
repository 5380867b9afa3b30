package policy

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const approver = "a person who may approve"

// AlwaysFrozen are the paths that steer CI, reviewers, agents and the harness
// itself; no policy unfreezes them.
func AlwaysFrozen() []string {
	return []string{
		".github/**", ".gitlab-ci.yml", ".gitlab/**", ".circleci/**", ".travis.yml", "Jenkinsfile", "azure-pipelines.yml",
		".husky/**", ".githooks/**", ".pre-commit-config.yaml", "**/CODEOWNERS", ".gitattributes", ".gitmodules",
		"**/AGENTS.md", "**/CLAUDE.md", "**/GEMINI.md", ".claude/**", ".cursor/**", ".cursorrules", ".agents/**",
	}
}

func defaultGenerated() []string {
	return []string{"*.pb.go", "*_pb2.py", "*_pb2_grpc.py", "*_generated.go", "*.gen.go", "*.gen.ts", "zz_generated.*", "*.min.js", "*.min.css"}
}

// Decide judges one path as a tree with a child for every rule; the strictest
// child decides, and its reason is the tree's. preserve is the line of
// PreserveLine on the base. The child "risk" has the level as its measure.
func (p Policy) Decide(path string, preserve int) app.Verdict {
	frozen := globRule{"frozen", app.ActionStop, p.Frozen, "it is frozen: it lies under %s"}
	always := globRule{"protected", app.ActionStop, AlwaysFrozen(), "it steers CI, reviewers, agents or goalkeeper itself: it lies under %s"}
	generated := globRule{"generated", app.ActionAsk, p.Generated, "it is generated, change its source: it lies under %s"}
	declared := globRule{"breakpoints.on_first_edit", app.ActionAsk, p.Breakpoints.OnFirstEdit, "its first edit is a breakpoint: it lies under %s"}
	children := []app.Verdict{always.judge(path), preserved(path, preserve), frozen.judge(path), p.allowed(path)}
	for _, name := range p.categoryNames() {
		category := globRule{"categories." + name, app.ActionAsk, p.Categories[name].Paths, name + " always needs a person: it lies under %s"}
		children = append(children, category.judge(path))
	}
	children = append(children, generated.judge(path), declared.judge(path), p.risky(path))
	return decided(children, app.Place{Path: path})
}

// DecideCommand judges one command by the categories that need a person. It
// reads the text, so a script can hide what it runs: what keeps commands from
// doing harm is the sandbox, this asks early.
func (p Policy) DecideCommand(command string) app.Verdict {
	var children []app.Verdict
	runs := simpleCommands(command, maxNesting)
	for _, name := range p.categoryNames() {
		v := silent("categories." + name)
		for _, pattern := range p.Categories[name].Commands {
			if runsAny(runs, pattern) {
				v = spoken(v.Rule, app.ActionAsk, fmt.Sprintf("%s always needs a person: it runs %s", name, pattern))
				break
			}
		}
		children = append(children, v)
	}
	return decided(children, app.Place{Text: command})
}

// Decisive is the child that decides a tree of Decide or DecideCommand; a tree
// that allows has none.
func Decisive(v app.Verdict) (child app.Verdict, ok bool) {
	for _, c := range v.Children {
		if c.Status != app.StatusPass && c.Action == v.Action {
			return c, true
		}
	}
	return app.Verdict{}, false
}

func decided(children []app.Verdict, place app.Place) app.Verdict {
	v := silent("policy")
	v.Children = children
	for n := range children {
		c := &children[n]
		if c.Status == app.StatusPass {
			continue
		}
		if c.Places == nil {
			c.Places = []app.Place{place}
		}
		if c.Action.Severity() > v.Action.Severity() {
			v.Status, v.Action, v.Reason, v.Who, v.Places = c.Status, c.Action, c.Reason, c.Who, c.Places
		}
	}
	return v
}

func silent(rule string) app.Verdict {
	return app.Verdict{Rule: rule, Version: 1, Status: app.StatusPass, Action: app.ActionAllow}
}

func spoken(rule string, action app.Action, reason string) app.Verdict {
	v := app.Verdict{Rule: rule, Version: 1, Status: app.StatusFail, Action: action, Reason: reason}
	switch action {
	case app.ActionStop:
		v.Who = approver + " (`/goal allow GLOB`)"
	case app.ActionAsk:
		v.Who = approver
	}
	return v
}

// globRule speaks about paths under one of its globs.
type globRule struct {
	name   string
	action app.Action
	globs  []string
	reason string // %s is the glob
}

func (r globRule) judge(path string) app.Verdict {
	if glob, ok := match(r.globs, path); ok {
		return spoken(r.name, r.action, fmt.Sprintf(r.reason, glob))
	}
	return silent(r.name)
}

func preserved(path string, line int) app.Verdict {
	if line == 0 {
		return silent("preserve")
	}
	v := spoken("preserve", app.ActionStop, fmt.Sprintf("it says @preserve in line %d", line))
	v.Places = []app.Place{{Path: path, Line: line}}
	return v
}

func (p Policy) allowed(path string) app.Verdict {
	if _, ok := match(p.Allowed, path); ok || len(p.Allowed) == 0 {
		return silent("allowed")
	}
	return spoken("allowed", app.ActionStop, "it lies outside the allowed paths")
}

func (p Policy) risky(path string) app.Verdict {
	level, why := p.pathRisk(path)
	v := silent("risk")
	if level == LevelHigh {
		v = spoken("risk", app.ActionFlag, why)
	}
	v.Measured, v.Reason = string(level), why
	return v
}
