package tool

import (
	"context"
	_ "embed"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

//go:embed search.md
var searchText string

type searchArgs struct {
	Pattern string `json:"pattern"`
	Path    string `json:"path"`
	Glob    string `json:"glob"`
}

// maxHits bounds one search.
const maxHits = 100

func search(f Files) Tool {
	return proposal[searchArgs]{
		spec: Spec{Name: "search", Description: searchText, Parameters: object(`
			"pattern":{"type":"string"},"path":{"type":"string"},"glob":{"type":"string"}`, "pattern")},
		call: func(ctx context.Context, _ Call, a searchArgs) (Answer, error) {
			re, err := regexp.Compile(a.Pattern)
			if err != nil {
				return Failed(fmt.Sprintf("The pattern is no regular expression (RE2): %s.", err)), nil
			}
			if a.Path == "" {
				a.Path = "."
			}
			p, fault := clean(a.Path)
			if fault != nil {
				return *fault, nil
			}
			return f.search(ctx, re, p, a.Glob)
		},
	}
}

func (f Files) search(ctx context.Context, re *regexp.Regexp, top, glob string) (Answer, error) {
	var hits []string
	size, cut := 0, false
	err := fs.WalkDir(f.view(), top, func(at string, d fs.DirEntry, err error) error {
		if err != nil {
			if at == top {
				return err
			}
			return nil
		}
		if ctx.Err() != nil {
			return fs.SkipAll
		}
		if d.IsDir() {
			if at != top && skipped[d.Name()] {
				return fs.SkipDir
			}
			return nil
		}
		if !d.Type().IsRegular() || !globbed(glob, at) {
			return nil
		}
		text, fault := f.read(at)
		if fault != nil {
			return nil
		}
		for n, line := range strings.Split(text, "\n") {
			if !re.MatchString(line) {
				continue
			}
			hit := fmt.Sprintf("%s:%d: %s", at, n+1, bounded(line, 300))
			if size += len(hit) + 1; len(hits) >= maxHits || size > resultLimit {
				cut = true
				return fs.SkipAll
			}
			hits = append(hits, hit)
		}
		return nil
	})
	if err != nil {
		return *f.missing(top, err), nil
	}
	if len(hits) == 0 {
		return OK("No hits."), nil
	}
	if cut {
		hits = append(hits, fmt.Sprintf("… cut after %d hits; narrow path, glob or pattern", len(hits)))
	}
	return OK(strings.Join(hits, "\n")), nil
}

// globbed takes a glob with a slash against the path and one without against
// the file's name in any directory.
func globbed(glob, p string) bool {
	if glob == "" {
		return true
	}
	if !strings.Contains(glob, "/") {
		glob = "**/" + glob
	}
	return goalspec.MatchGlob(glob, p)
}
