package specialcases

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	branchOn = regexp.MustCompile(`^\s*case\s+["'][^"']*["']\s*:`)
	typeHead = regexp.MustCompile(`^\s*(export\s+)?(declare\s+)?(interface|type)\s+\w+|\bLiteral\[|^class\s+\w+\(.*\b(Enum|TypedDict)\b`)
)

// How many lines a type takes, and how many files beside a file are asked.
const (
	maxType   = 15
	maxBeside = 50
)

// ofUnion tells whether a branch is for a variant that a type of the base has:
// each of a union's tags has a branch of its own.
func ofUnion(s *change.Set, f *change.File, p product.Pair) bool {
	if len(p.In) != 1 || len(p.In[0]) < 2 || !branchOn.MatchString(f.Is.Code[p.Line]) {
		return false
	}
	dir := path.Dir(f.Path)
	entries, err := fs.ReadDir(s.Base, dir)
	return err == nil && len(entries) <= maxBeside && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		if e.IsDir() || language.IsTest(e.Name()) || language.Of(e.Name()) != f.Is.Lang {
			return false
		}
		text, err := fs.ReadFile(s.Base, path.Join(dir, e.Name()))
		return err == nil && hasVariant(language.Read(e.Name(), string(text)), p.In[0])
	})
}

// hasVariant tells whether a type of a file has a value as one of its own.
func hasVariant(src *language.Source, value string) bool {
	variant := regexp.MustCompile(`(?:\w+\??\s*[:=]|[|=\[,])\s*["']` + regexp.QuoteMeta(value) + `["']\s*([|;,}\]]|$)`)
	for n, l := range src.Code {
		if !variant.MatchString(strings.TrimSpace(l)) {
			continue
		}
		for up := n; up >= max(0, n-maxType); up-- {
			if typeHead.MatchString(src.Code[up]) {
				return true
			}
			if up < n && strings.TrimSpace(src.Code[up]) == "}" {
				break
			}
		}
	}
	return false
}
