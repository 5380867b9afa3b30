// Package deps holds the gates over what a project depends on: manifests, lock
// files, and the ways around both.
//
// In comes a change, out go findings; nothing is written.
package deps

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// Dependencies finds dependencies that came, went or changed, unless the issue
// or the plan names them or their file.
func Dependencies(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		m, ok := manifestOf(f.Path)
		if !ok {
			continue
		}
		before, after := m(f.Was.Text), m(f.Is.Text)
		if s.Planned(f.Path) && !anySaid(s, before, after) {
			continue // the plan speaks of the file as such
		}
		for _, name := range names(before, after) {
			old, had := before[name]
			now, has := after[name]
			if had == has && old == now || s.Said(name) || s.Said(path.Base(name)) {
				continue
			}
			if (has || strings.HasSuffix(old, indirect)) && (!has || strings.HasSuffix(now, indirect)) && anySaid(s, before, after) {
				continue // it comes and goes with what was asked for
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

// anySaid tells whether issue or plan name one of the dependencies that change:
// then they do not mean the others.
func anySaid(s *change.Set, before, after map[string]string) bool {
	return slices.ContainsFunc(names(before, after), func(name string) bool {
		return before[name] != after[name] && (s.Said(name) || s.Said(path.Base(name)))
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
