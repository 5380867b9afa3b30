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

// How far documents are looked for, how many of them are read, and how many lines more
// than values a row of them may have.
const (
	maxWalk      = 20_000
	maxDocuments = 100
	rowsApart    = 2
)

// documented tells whether all that a file has in common with the tests since the change
// stands in one document of the base, row by row: it came from there.
func documented(s *change.Set, f *change.File) bool {
	var rows [][]string
	known := change.Memo(s, "expected", func() map[string]bool { return testValues(s) })
	for _, n := range f.Added() {
		row := slices.DeleteFunc(product.Values(f.Is.Code[n]), func(v string) bool { return product.Trivial(v) || !known[v] })
		if len(row) > 0 && !s.Went(f.Is.Lines[n]) {
			rows = append(rows, row)
		}
	}
	rows = parted(rows)
	return len(rows) > 0 && slices.ContainsFunc(change.Memo(s, "documents", func() [][]string { return documents(s) }), func(doc []string) bool {
		return !slices.ContainsFunc(rows, func(row []string) bool { return !hasRow(doc, row) })
	})
}

// parted are rows without what each of several has: that is their shape.
func parted(rows [][]string) [][]string {
	if len(rows) < few {
		return rows
	}
	shape := slices.DeleteFunc(slices.Clone(rows[0]), func(v string) bool {
		return slices.ContainsFunc(rows, func(row []string) bool { return !slices.Contains(row, v) })
	})
	for n := range rows {
		rows[n] = slices.DeleteFunc(rows[n], func(v string) bool { return slices.Contains(shape, v) })
	}
	return rows
}

// hasRow tells whether some values stand near each other in a document.
func hasRow(doc, row []string) bool {
	for n, line := range doc {
		if !slices.ContainsFunc(row, func(v string) bool { return regexp.HasWord(line, v) }) {
			continue
		}
		near := strings.Join(doc[n:min(len(doc), n+len(row)+rowsApart)], "\n")
		if !slices.ContainsFunc(row, func(v string) bool { return !regexp.HasWord(near, v) }) {
			return true
		}
	}
	return false
}

// documents are the lines of the base's files of data, and of the texts that people name,
// without those that show code at work. What tests read is none unless people name it.
func documents(s *change.Set) (out [][]string) {
	seen := 0
	_ = fs.WalkDir(s.Base, ".", func(p string, d fs.DirEntry, err error) error {
		if seen++; seen > maxWalk || len(out) == maxDocuments {
			return fs.SkipAll
		}
		switch {
		case err != nil:
			return fs.SkipDir
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor" || d.Name() == ".git"):
			return fs.SkipDir
		case d.IsDir() || !tabular.MatchString(p) || !s.Asked(p) && !s.Asked(path.Base(p)) && (language.IsTest(p) || prose.MatchString(p)):
			return nil
		}
		if info, err := d.Info(); err != nil || info.Size() > maxData {
			return nil
		}
		if b, err := fs.ReadFile(s.Base, p); err == nil {
			out = append(out, slices.DeleteFunc(strings.Split(string(b), "\n"), atWork.MatchString))
		}
		return nil
	})
	return out
}

var (
	tabular = regexp.MustCompile(`(?i)\.(csv|tsv|json|jsonl|ya?ml|toml|sql|xml|html?|proto|txt|md|rst|adoc)$`)
	prose   = regexp.MustCompile(`(?i)\.(txt|md|rst|adoc|html?)$|(^|/)(examples?|samples?|cases)(/|\.)`)
	// atWork is a line that calls something, or says what becomes of an input.
	atWork = regexp.MustCompile(`\w\([^)]*\)\s*(#|//|==|->|→|=>|$)|>>>|->|→|=>|(?i:\b(examples?|e\.g\.|gives|returns|becomes|input|output|want|expect\w*)\b)`)
)
