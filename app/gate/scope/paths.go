// Package scope holds the gates that keep a goal inside of what was agreed:
// its paths, its size, and its own conduct as the record tells it.
//
// In comes a change, out go findings; nothing is written.
package scope

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// both are the paths that a change of one file concerns.
func both(f *change.File) []string {
	if f.OldPath == "" || f.OldPath == f.Path {
		return []string{f.Path}
	}
	return []string{f.Path, f.OldPath}
}

func at(f *change.File, path, reason string) change.Finding {
	found := f.Whole(reason)
	found.Place.Path = path
	return found
}

// Paths finds what the contract freezes and what lies outside of it.
func Paths(s *change.Set) ([]change.Finding, error) {
	if s.Contract == nil {
		return nil, nil
	}
	var out []change.Finding
	for _, f := range s.Files {
		for _, path := range both(f) {
			switch glob, forbidden := s.Contract.Forbids(path); {
			case forbidden && glob != "":
				out = append(out, at(f, path, fmt.Sprintf("it is frozen by %s.", glob)))
			case forbidden:
				out = append(out, at(f, path, "it lies outside the allowed paths."))
			}
		}
	}
	return out, nil
}

// Protected finds what steers CI, reviewers, agents or goalkeeper itself, where
// the contract does not say so already.
func Protected(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		for _, path := range both(f) {
			if allowed(s, path) {
				continue
			}
			if s.Contract != nil {
				if _, forbidden := s.Contract.Forbids(path); forbidden {
					continue
				}
			}
			if glob := first(policy.AlwaysFrozen(), path); glob != "" {
				out = append(out, at(f, path, fmt.Sprintf("it steers CI, reviewers, agents or goalkeeper itself: it lies under %s.", glob)))
			}
		}
	}
	return out, nil
}

// Preserved finds files that said @preserve in the base.
func Preserved(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.Old == "" || allowed(s, f.Path) {
			continue
		}
		line, err := policy.PreserveLine(s.Base, f.Path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if line > 0 {
			found := f.Whole(fmt.Sprintf("it says @preserve in line %d.", line))
			found.Place.Line = line
			out = append(out, found)
		}
	}
	return out, nil
}

// allowed tells whether a person let a path in.
func allowed(s *change.Set, path string) bool {
	return s.Contract != nil && first(s.Contract.Allowed, path) != ""
}

func first(globs []string, path string) string {
	for _, g := range globs {
		if goalspec.MatchGlob(g, path) {
			return g
		}
	}
	return ""
}
