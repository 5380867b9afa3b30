package change

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Scripts are the commands of a package of JavaScript, by the names that they have in
// its package.json.
func Scripts(text string) map[string]string {
	var p struct{ Scripts map[string]string }
	if json.Unmarshal([]byte(text), &p) != nil {
		return nil
	}
	return p.Scripts
}

// Step is one command of such a script: the tool or the file that it starts, with what
// that is given beside options, or the script that it hands on to.
type Step struct {
	Tool, Script string
	Given        []string
}

// Steps are the commands of a script, in order.
func Steps(command string) (out []Step) {
	for _, one := range between.Split(command, -1) {
		words := slices.DeleteFunc(strings.Fields(one), func(w string) bool { return strings.HasPrefix(w, "-") || setsFirst.MatchString(w) })
		if m := handsOver.FindStringSubmatch(strings.Join(words, " ")); m != nil {
			out = append(out, Step{Script: m[1] + m[2]})
			continue
		}
		for len(words) > 0 && starter[words[0]] {
			words = words[1:]
		}
		var c Step
		if len(words) > 0 {
			c = Step{Tool: strings.TrimPrefix(strings.Trim(words[0], `"'()`), "./"), Given: words[1:]}
		}
		out = append(out, c)
	}
	return out
}

var (
	between   = regexp.MustCompile(`&&|\|\|?|;|&`)
	setsFirst = regexp.MustCompile(`^\w+=`)
	handsOver = regexp.MustCompile(`^(?:npm|yarn|pnpm|bun) (?:(?:run|run-script) ([\w:.-]+)|(test|start)\b)`)
	starter   = map[string]bool{"node": true, "npx": true, "sh": true, "bash": true, "tsx": true, "ts-node": true, "python": true, "python3": true, "env": true, "cross-env": true, "exec": true, "pnpm": true, "yarn": true, "bun": true, "npm": true, "bunx": true}
)

// ScriptSaid tells whether people spoke of a script of a package as one, or named all
// that its commands start.
func (s *Set) ScriptSaid(name, command string) bool {
	name = regexp.QuoteMeta(strings.ToLower(name))
	if s.Speaks(regexp.MustCompile("[`\"']" + name + "[`\"':]|\\b" + name + "[- ](?:npm |life-?cycle )?(?:script|hook|step)|\\b(?:script|hook) " + name + `\b`)) {
		return true
	}
	return !slices.ContainsFunc(Steps(command), func(c Step) bool { return c.Tool == "" || !s.Said(c.Tool) })
}
