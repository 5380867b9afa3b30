package footing

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// index files the data that are wanted under what may stand for them.
func (f *footing) index() {
	for _, p := range f.wanted {
		if !f.files[p] || (program(p) || f.script(p)) && !checking(p) {
			continue
		}
		keys := []string{"name " + path.Base(p), "ext " + path.Dir(p) + " " + path.Ext(p), "all"}
		for dir := path.Dir(p); dir != "." && (checking(p) || !f.dirs[path.Dir(p)]); dir = path.Dir(dir) {
			keys = append(keys, "dir "+dir)
		}
		for _, key := range keys {
			f.data[key] = append(f.data[key], p)
		}
	}
}

// keys are words of which a test has to hold one to lead to anything that is
// wanted: none where nothing wanted may be more than the product.
func (f *footing) keys() (out []string) {
	for _, p := range f.wanted {
		base, dir := path.Base(p), path.Base(path.Dir(p))
		switch {
		case !f.files[p] || f.behind[p] || language.IsTest(p):
			continue
		case program(p), f.script(p):
			if !checking(p) && !f.helper(p) {
				continue
			}
			if path.Ext(p) == ".go" {
				out = append(out, "package ") // what lies beside it has it without a word
			}
		case f.peoples && documents.MatchString(p), lists.MatchString(p), inParts(p), source.MatchString(base) && !expected.MatchString(p):
			continue
		}
		out = append(out, base, stemOf(base))
		if ext := path.Ext(p); ext != "" {
			out = append(out, "*"+ext, "}"+ext, "s"+ext, `"`+ext, "'"+ext)
		}
		if dir != "." {
			out = append(out, dir+"/", "/"+dir, `"`+dir, "'"+dir, " "+dir)
		}
	}
	if len(out) > 0 {
		for _, p := range f.code {
			out = append(out, stemOf(path.Base(p)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// leads tells whether a text of the tests may lead to what is wanted.
func (f *footing) leads(text string) bool {
	return slices.ContainsFunc(f.sought, func(key string) bool { return strings.Contains(text, key) })
}
