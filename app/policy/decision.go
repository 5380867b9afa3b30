package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

const (
	approver  = "a person who may approve"
	firstEdit = "breakpoints.on_first_edit"
)

// steering are the paths that steer CI, reviewers, editors, agents and the
// harness itself, without regard to case, with what an agent is told of each
// group; no policy unfreezes them.
func steering() []struct {
	words string
	globs []string
} {
	return []struct {
		words string
		globs []string
	}{
		{"CI: every service's configuration (`.github/`, `.gitlab-ci.yml`, `.circleci/`, `Jenkinsfile` anywhere, and the like), `action.yml`", []string{
			".github/**", ".gitea/**", ".forgejo/**", ".gitlab-ci.yml", ".gitlab/**", ".circleci/**", ".buildkite/**", ".travis.yml",
			".drone.yml", ".woodpecker.y*ml", ".woodpecker/**", "appveyor.yml", ".cirrus.yml", "cloudbuild.y*ml", "buildspec.y*ml",
			"codefresh.yml", ".semaphore/**", ".teamcity/**", "**/Jenkinsfile", "azure-pipelines.y*ml", "bitbucket-pipelines.yml", "action.y*ml",
			".appveyor.yml", ".tekton/**", ".builds/**", ".build.yml", ".sourcehut.yml", "buildkite.y*ml", "dagger.json", "codecov.y*ml", ".codecov.y*ml",
			"renovate.json*", ".renovaterc*",
		}},
		{"git: `.gitattributes`, `.gitmodules`, `CODEOWNERS` and `OWNERS` anywhere, hooks (`.husky/`, `.githooks/`, `.git-hooks/`, `.pre-commit-config.yaml`, `lefthook.yml`)", []string{
			".husky/**", ".githooks/**", ".git-hooks/**", ".pre-commit-config.y*ml", "lefthook.y*ml", ".lefthook.y*ml",
			"simple-git-hooks.*", ".simple-git-hooks.*", ".lintstagedrc*", "lint-staged.config.*", ".overcommit.yml",
			"**/CODEOWNERS", "**/OWNERS", "**/OWNERS_ALIASES", ".gitattributes", ".gitmodules",
		}},
		{"agents and editors: `AGENTS.md`, `CLAUDE.md`, `GEMINI.md`, `QWEN.md`, `WARP.md`, `SKILL.md` anywhere; at the root their settings and `CONVENTIONS.md` (`.claude/`, `.cursor/`, `.mcp.json`, `.vscode/`, and the like)", []string{
			"**/AGENTS.md", "**/CLAUDE.md", "**/GEMINI.md", "**/QWEN.md", "**/WARP.md", ".claude/**", ".cursor/**", ".cursorrules", ".agents/**",
			".windsurf/**", ".windsurfrules", ".clinerules", ".clinerules/**", ".aider*", ".mcp.json", ".vscode/**", ".junie/**", ".kiro/**",
			".amazonq/rules/**", ".opencode/**", "opencode.json*", ".codex/**", ".roo/**", ".continue/**", ".goosehints",
			"**/SKILL.md", "/CONVENTIONS.md", "/replit.md", ".gemini/**", ".trae/**", ".augment/**", ".augment-guidelines", ".qwen/**", ".openhands/**",
			".idea/**", ".zed/**", ".devcontainer/**", ".devcontainer.json",
		}},
	}
}

// AlwaysFrozen are the paths that no policy unfreezes.
func AlwaysFrozen() (globs []string) {
	for _, group := range steering() {
		globs = append(globs, group.globs...)
	}
	return globs
}

// Unchanging are the paths that nothing changes without a person: those that always are
// frozen and the policy's own.
func (p Policy) Unchanging() []string { return slices.Concat(p.Frozen, AlwaysFrozen()) }

func defaultGenerated() []string {
	return []string{
		"*.pb.go", "*_pb2.py", "*_pb2_grpc.py", "*_generated.go", "*.gen.go", "*.gen.ts", "zz_generated.*", "*.min.js", "*.min.css",
		"*.generated.*", "**/__generated__/**", "**/generated/**",
		"**/dist/**/*.js", "**/dist/**/*.cjs", "**/dist/**/*.mjs", "**/dist/**/*.css", "**/dist/**/*.map", "**/dist/**/*.d.ts",
	}
}

// Decide judges one path as a tree with a child for every rule; the strictest
// child decides, and its reason is the tree's. c adds what the issue and people
// say about paths (nil: nothing). preserve is the line of PreserveLine on the
// base. The child "risk" has the level as its measure.
func (p Policy) Decide(c *app.Contract, path string, preserve int) app.Verdict {
	return p.pathRules(c).judge(nil, path, preserve)
}

// Stops tells whether rule is one of Decide's that keep a path as it is.
func Stops(rule string) bool {
	return slices.Contains([]string{"protected", "preserve", "frozen", "allowed", "scope"}, rule)
}

// Rule tells whether there is a rule of that name, of paths or of changes.
func Rule(name string) bool {
	return Stops(name) || slices.Contains([]string{"generated", firstEdit, "risk"}, name) || strings.HasPrefix(name, "categories.") ||
		slices.ContainsFunc(Gates(), func(g Gate) bool { return g.Name == name })
}

// DecideChange judges all paths of a change: one verdict for each rule that
// speaks, with the places it speaks of. A first edit is not among them: it is
// asked about when it is made.
func (p Policy) DecideChange(c *app.Contract, paths []string, preserve func(path string) (int, error)) ([]app.Verdict, error) {
	var out []app.Verdict
	var judged app.Verdict
	rules := p.pathRules(c)
	for _, path := range paths {
		line, err := preserve(path)
		if err != nil {
			return nil, err
		}
		judged = rules.judge(judged.Children, path, line)
		for _, v := range judged.Children {
			if v.Status == app.StatusPass || v.Rule == firstEdit {
				continue
			}
			n := slices.IndexFunc(out, func(have app.Verdict) bool { return have.Rule == v.Rule })
			if n < 0 {
				out = append(out, v)
				continue
			}
			out[n].Places = append(out[n].Places, v.Places...)
		}
	}
	return out, nil
}

// DecideCommand judges one command by the categories that need a person and
// what people permitted in c (nil: nothing) up to now. It reads the text, so a script can
// hide what it runs: what keeps commands from doing harm is the sandbox, this
// asks early.
func (p Policy) DecideCommand(c *app.Contract, command string, now time.Time) app.Verdict {
	var children []app.Verdict
	runs := simpleCommands(command, maxNesting)
	for _, name := range p.categoryNames() {
		v := silent("categories." + name)
		for _, pattern := range p.Categories[name].Commands {
			if runsAny(runs, pattern) && !permitted(c, v.Rule, pattern, now) {
				v = spoken(v.Rule, app.ActionAsk, fmt.Sprintf("%s always needs a person: it runs %s", name, pattern))
				v.Who = fmt.Sprintf("%s (`/goal allow %s %s`)", approver, v.Rule, strings.ReplaceAll(pattern, " ", "*"))
				break
			}
		}
		children = append(children, v)
	}
	return decided(children, app.Place{Text: command})
}

// permitted tells whether a person let commands of a category's pattern run. A
// permission names the pattern as one word: * stands for what is between.
func permitted(c *app.Contract, rule, pattern string, now time.Time) bool {
	return c != nil && slices.ContainsFunc(c.Waivers, func(w app.Waiver) bool {
		return w.Rule == rule && wordIs(w.Path, pattern) && (w.Until.IsZero() || now.Before(w.Until))
	})
}

// FrozenPaths says under what nothing changes without a person: in words, group by
// group, what always is, and by their globs what the policy and people froze.
func (p Policy) FrozenPaths(c *app.Contract) (out []string) {
	for _, group := range steering() {
		out = append(out, group.words)
	}
	if globs := slices.Concat(p.Frozen, c.Frozen); len(globs) > 0 {
		out = append(out, "of this goal: `"+strings.Join(globs, "`, `")+"`")
	}
	return out
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
		v.Who = fmt.Sprintf("%s (`/goal allow %s GLOB`)", approver, rule)
	}
	return v
}
