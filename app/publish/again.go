package publish

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app/publish/markdown"
)

// again are the commands that run the evidence anew, one after the other in one
// shell, in the environment that the harness ran them in.
func (p page) again() string {
	g := p.Goal
	if g.Plan == nil || g.Contract == nil || len(g.Plan.Checks) == 0 {
		return ""
	}
	lines := []string{
		"git fetch origin " + quote(g.Contract.Branch),
		"git switch --detach " + hexOf(string(head(g))),
	}
	for _, name := range slices.Sorted(maps.Keys(p.Policy.Env)) {
		lines = append(lines, p.exported(name, p.Policy.Env[name]))
	}
	for _, command := range p.Policy.Setup {
		lines = append(lines, p.apart(command))
	}
	seen := map[string]bool{}
	for _, c := range first(g.Plan.Checks, p.items) {
		if !seen[c.Command] {
			seen[c.Command] = true
			lines = append(lines, p.apart(c.Command))
		}
	}
	return fmt.Sprintf("**To run the evidence again** (on the base after `git switch --detach %s`):\n\n", hexOf(string(g.Contract.Base))) + markdown.Fence("sh", strings.Join(lines, "\n"))
}

// exported sets a variable. What is too long or looks like a credential is left
// to the policy's file.
func (p page) exported(name, value string) string {
	if utf8.RuneCountInString(value) > p.text || p.scrubbed(value) != value || markdown.Clean(value) != value {
		return "# set " + name + " as the policy's env has it"
	}
	return "export " + name + "=" + quote(value)
}

// staying is what changes the shell that runs it.
var staying = regexp.MustCompile(`(^|[;&|({!\s])(cd|pushd|popd|set|unset|export|exit|exec|trap|umask|ulimit|source|alias|\.)(\s|$)|^\s*\w+=`)

// apart is a command that leaves those behind it as they are.
func (p page) apart(command string) string {
	command = markdown.Excerpt(p.scrubbed(command), p.text)
	if !staying.MatchString(command) {
		return command
	}
	end := ")"
	if strings.ContainsAny(command, "#\n") {
		end = "\n)"
	}
	return "(" + command + end
}

// quote makes a text one word for the shell.
func quote(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9._/@%+=:,-]+$`)
