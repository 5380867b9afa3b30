// Package deps holds the gates over what a project depends on: manifests, lock
// files, and the ways around both.
//
// In comes a change, out go findings; nothing is written.
package deps

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Dependencies finds dependencies that came, went or changed, unless the issue
// or the plan names them or their file, and services that the product came to ask.
func Dependencies(s *change.Set) ([]change.Finding, error) {
	out := services(s)
	for _, f := range s.Files {
		m, ok := manifestOf(f.Path)
		if !ok {
			continue
		}
		before, after := m(f.Was.Text), m(f.Is.Text)
		out = append(out, below(s, f, before, after)...)
		if s.Planned(f.Path) && !f.Is.Lang.Code() && !anySaid(s, before, after) {
			continue // the plan speaks of the file as such
		}
		for _, name := range names(before, after) {
			old, had := before[name]
			now, has := after[name]
			if had == has && old == now || name != goVersion && (s.Said(name) || s.Said(path.Base(name))) && (had || !s.Forbidden(name) && !s.Forbidden(path.Base(name))) {
				continue
			}
			if name == goVersion && (!had || !has || !newer(old, now)) {
				continue // it asks for no more than before
			}
			if (name == "toolchain" || name == goVersion) && (anySaid(s, before, after) || s.Mentions(goRelease)) {
				continue // the go command writes it
			}
			indirectly := (has || strings.HasSuffix(old, indirect)) && (!has || strings.HasSuffix(now, indirect))
			if indirectly && (anySaid(s, before, after) || slices.ContainsFunc(names(before, after), func(n string) bool { return after[n] == "" && idle(s, n) })) {
				continue // it comes and goes with what was asked for, or with what nothing uses
			}
			if !has && (idle(s, name) || ofOption(s, f, name)) || !had && (tool(f, name) || ofScope(s, before, after, name)) || had && has && newer(old, now) && takenUp(s, name) || frozen(s, f, before, after, name) {
				continue
			}
			reason := fmt.Sprintf("%s is a new dependency that neither issue nor plan names.", name)
			switch {
			case !has:
				reason = fmt.Sprintf("the dependency %s is gone, and neither issue nor plan says so.", name)
			case had:
				reason = fmt.Sprintf("the dependency %s goes from %s to %s, and neither issue nor plan says so.", name, shown(old), shown(now))
			}
			found := f.About(name+" "+now, reason)
			found.Place.Line = lineOf(f.Is.Lines, name)
			out = append(out, found)
		}
	}
	return out, nil
}

// goRelease is a release of Go, as people name it.
var goRelease = regexp.MustCompile(`\bgo(lang)? ?(version )?v?1\.\d+`)

// Moved lists the dependencies that came, went or changed, whoever asked for it,
// without those that others need.
func Moved(s *change.Set) []app.Public {
	var out []app.Public
	for _, f := range s.Files {
		m, ok := manifestOf(f.Path)
		if !ok {
			continue
		}
		before, after := m(f.Was.Text), m(f.Is.Text)
		for _, name := range names(before, after) {
			old, had := before[name]
			now, has := after[name]
			if had == has && old == now || name == goVersion || (!had || strings.HasSuffix(old, indirect)) && (!has || strings.HasSuffix(now, indirect)) {
				continue
			}
			d := app.Public{Kind: "dependency", Name: change.Clip(name), Path: f.Path, Change: "changed"}
			switch {
			case !has:
				d.Change = "removed"
			case !had:
				d.Change = "added"
			}
			out = append(out, d)
		}
	}
	return out
}

// idle tells whether the change took the last use of a dependency away, and put
// nothing of its own in the place.
func idle(s *change.Set, name string) bool {
	use := usage(name)
	uses := func(lines []string) bool { return slices.ContainsFunc(lines, use.MatchString) }
	gone := false
	for _, f := range s.Files {
		if !f.Is.Lang.Code() {
			continue
		}
		if uses(f.Is.Lines) || f.From == "" && f.New != "" && !f.Is.Lang.Collects(f.Path) {
			return false
		}
		gone = gone || uses(f.Was.Lines)
	}
	return gone
}

// ofOption tells whether a dependency gave a runner an option that its file gives
// no more, and that people named or by which tests that failed were tried again.
func ofOption(s *change.Set, f *change.File, name string) bool {
	if !plugin.MatchString(name) {
		return false
	}
	return slices.ContainsFunc(f.Removed(), func(n int) bool {
		return slices.ContainsFunc(longOption.FindAllString(f.Was.Lines[n], -1), func(o string) bool {
			gave := strings.Contains(name, strings.TrimSuffix(o[2:], "s")) && s.Asked(o) || triesAgain.MatchString(name) && triesAgain.MatchString(o)
			return gave && !strings.Contains(f.Is.Text, o)
		})
	})
}

// triesAgain is what a runner is stricter without.
var triesAgain = regexp.MustCompile(`re-?run|retr|flak`)

var longOption = regexp.MustCompile(`--[a-z][a-z-]{3,}`)

// usage is how code that uses a dependency names it.
func usage(name string) *regexp.Regexp {
	return regexp.MustCompile(`["']` + regexp.QuoteMeta(name) + `(["']|/)|^\s*(from|import)\s+` + regexp.QuoteMeta(strings.ReplaceAll(strings.ToLower(name), "-", "_")) + `\b`)
}

// newer tells whether a version from the registry was raised.
func newer(old, now string) bool {
	a, b := numbers(old), numbers(now)
	return len(a) > 0 && len(b) > 0 && slices.Compare(a, b) < 0
}

var version = regexp.MustCompile(`^\s*["']?\s*(?:==|>=|~=|=|\^|~|v)?\s*(\d+(?:\.\d+)*)[\w.+-]*\s*["']?(\s*// indirect)?$`)

func numbers(text string) []int {
	m := version.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	var out []int
	for part := range strings.SplitSeq(m[1], ".") {
		n, _ := strconv.Atoi(part)
		out = append(out, n)
	}
	return out
}

// takenUp tells whether product code that the change edited uses a dependency,
// as it did before.
func takenUp(s *change.Set, name string) bool {
	use := usage(name)
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		return f.Product() && len(f.Hunks) > 0 && slices.ContainsFunc(f.Is.Lines, use.MatchString) && slices.ContainsFunc(f.Was.Lines, use.MatchString)
	})
}

// frozen tells whether a dependency comes or goes with another one of a list of
// pinned versions, which people named and the change brought or raised: no code
// that changed uses it.
func frozen(s *change.Set, f *change.File, before, after map[string]string, name string) bool {
	if !requirements.MatchString(f.Path) || before[name] != "" && after[name] != "" || plugin.MatchString(name) {
		return false
	}
	raised := false
	for _, n := range names(before, after) {
		if v := after[n]; v != "" && !strings.HasPrefix(v, "==") {
			return false
		}
		raised = raised || (before[n] == "" && after[n] != "" || newer(before[n], after[n])) && s.Said(n)
	}
	use := usage(name)
	return raised && !slices.ContainsFunc(s.Files, func(c *change.File) bool {
		return c.Is.Lang.Code() && (slices.ContainsFunc(c.Is.Lines, use.MatchString) || slices.ContainsFunc(c.Was.Lines, use.MatchString))
	})
}

// plugin is what a runner loads by itself.
var plugin = regexp.MustCompile(`^pytest|plugin|[-_]mock|^nose`)

// tool tells whether a dependency is one of work alone, and a script that came
// with it runs it.
func tool(f *change.File, name string) bool {
	if path.Base(f.Path) != "package.json" {
		return false
	}
	var p struct {
		Scripts         map[string]string `json:"scripts"`
		DevDependencies map[string]string `json:"devDependencies"`
	}
	if json.Unmarshal([]byte(f.Is.Text), &p) != nil || p.DevDependencies[name] == "" {
		return false
	}
	for _, command := range p.Scripts {
		if slices.Contains(strings.Fields(command), name) && !strings.Contains(f.Was.Text, command) {
			return true
		}
	}
	return false
}

// ofScope tells whether a dependency is published by the makers of another one,
// under whose name it stands, that came with it and that people named.
func ofScope(s *change.Set, before, after map[string]string, name string) bool {
	scope, _, scoped := strings.Cut(strings.TrimPrefix(name, "@"), "/")
	_, had := before[scope]
	_, has := after[scope]
	return scoped && strings.HasPrefix(name, "@") && !had && has && s.Said(scope)
}

// anySaid tells whether issue or plan name one of the dependencies that change:
// then they do not mean the others.
func anySaid(s *change.Set, before, after map[string]string) bool {
	return slices.ContainsFunc(names(before, after), func(name string) bool {
		return before[name] != after[name] && name != goVersion && (s.Said(name) || s.Said(path.Base(name)))
	})
}

func shown(version string) string {
	if version == "" {
		return "any version"
	}
	return change.Clip(version)
}

// names are those of both sides, in order.
func names(a, b map[string]string) []string {
	var out []string
	for n := range a {
		out = append(out, n)
	}
	for n := range b {
		if _, both := a[n]; !both {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}
