package generated

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// origins are the paths of the result, some of them patterns, that a generated file
// says it is made from, and the tools that it says make it.
func origins(s *change.Set, f *change.File) (sources, tools []string) {
	head := ofCode.ReplaceAllString(language.Part(f.Was.Lines, 0, 8), "")
	for _, m := range fromSources.FindAllStringSubmatch(head, -1) {
		for _, p := range aPath.FindAllString(m[1], -1) {
			sources = append(sources, standing(s, f, p)...)
		}
	}
	for _, m := range byFile.FindAllStringSubmatch(head, -1) {
		tools = append(tools, standing(s, f, m[1])...)
	}
	return sources, tools
}

const pathName = "[\\w./*?-]*\\w[./][\\w./*?-]*"

var (
	fromSources = regexp.MustCompile("(?i)\\b(?:from|sources?:?)\\s+(?:(?:the|all|files?|sources?|in|under|of)\\s+)*([\"'\x60]?" + pathName + "[\"'\x60]?(?:(?:,| and|, and)\\s+[\"'\x60]?" + pathName + "[\"'\x60]?)*)")
	ofCode      = regexp.MustCompile(`(?m)^\s*(?:import|export|from|const|let|var|\}|#include)\b?.*$`)
	byFile      = regexp.MustCompile(`(?i)\bby\s+["'\x60]?([\w./-]+\.\w+)`)
	aPath       = regexp.MustCompile(pathName)
)

// standing are the paths that a name in a file may mean, beside that or from the root,
// where something of the result stands.
func standing(s *change.Set, f *change.File, name string) (out []string) {
	name = strings.TrimRight(name, ".")
	for _, at := range slices.Compact([]string{path.Join(path.Dir(f.Path), name), path.Clean(name)}) {
		if _, err := fs.Stat(s.Candidate, plainPart(at)); err == nil {
			out = append(out, at)
		}
	}
	return out
}

// plainPart is a path up to the directory of its first wildcard.
func plainPart(p string) string {
	if at := strings.IndexAny(p, "*?"); at >= 0 {
		return path.Dir(p[:at] + "_")
	}
	return p
}

// changes tells whether something changes at one of some paths, or below one that is a
// directory and among its likes.
func changes(s *change.Set, paths []string) bool {
	if len(paths) == 0 {
		return false
	}
	globs := make([]string, len(paths))
	for n, p := range paths {
		globs[n] = "/" + p // none of them is a name at any depth
	}
	at := goalspec.CompileGlobs(globs)
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		n := at.First(f.Path)
		return n >= 0 && (!strings.HasPrefix(f.Path, paths[n]+"/") || hasLikes(s, f, paths[n]))
	})
}

// maxLikes is how many files of a directory are looked at for what it holds.
const maxLikes = 1000

// hasLikes tells whether a file below a directory ends as what the base has there, which is
// no prose where it has anything else.
func hasLikes(s *change.Set, f *change.File, dir string) bool {
	seen, plain, same := 0, false, false
	err := fs.WalkDir(s.Base, dir, func(p string, d fs.DirEntry, err error) error {
		switch seen++; {
		case err != nil:
			return err
		case seen > maxLikes:
			return fs.SkipAll
		case d.Type().IsRegular():
			plain = plain || !product.Prose.MatchString(d.Name())
			same = same || path.Ext(p) == path.Ext(f.Path)
		}
		return nil
	})
	return err != nil || (same || !plain) && (!plain || !product.Prose.MatchString(f.Base()))
}
