package tests

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Bounds of the files of data whose rows are told apart, of the sets of names that such
// rows have, of rows that are compared each with each, and of those that are looked for in
// what people say.
const (
	maxRowBytes = 1 << 20
	maxRowForms = 40
	maxRows     = 1000
	maxNamed    = 50
)

// dataRow is one case of a file of data: what it says under each name.
type dataRow map[string]string

// dataRows are the cases of a file of data, at least two; nil where it holds something
// else.
func dataRows(src *language.Source) []dataRow {
	return language.Fact(&src.Facts, "data rows", func() (out []dataRow) {
		if len(src.Text) > maxRowBytes {
			return nil
		}
		switch path.Ext(src.Path) {
		case ".json":
			var all any
			if json.Unmarshal([]byte(src.Text), &all) == nil {
				out = objects(all)
			}
		case ".jsonl", ".ndjson":
			for _, l := range src.Lines {
				var one map[string]any
				if json.Unmarshal([]byte(l), &one) == nil {
					out = append(out, encoded(one))
				}
			}
		case ".csv", ".tsv":
			out = columns(src)
		}
		if len(out) < 2 {
			return nil
		}
		return out
	})
}

// objects are those of a list, or of the one list under a name.
func objects(all any) (out []dataRow) {
	if by, ok := all.(map[string]any); ok {
		for _, key := range slices.Sorted(maps.Keys(by)) {
			if list, ok := by[key].([]any); ok {
				out = append(out, objects(list)...)
			}
		}
		return out
	}
	list, _ := all.([]any)
	for _, one := range list {
		if by, ok := one.(map[string]any); ok {
			out = append(out, encoded(by))
		}
	}
	return out
}

func encoded(by map[string]any) dataRow {
	out := dataRow{}
	for key, v := range by {
		if text, err := json.Marshal(v); err == nil {
			out[key] = string(text)
		}
	}
	return out
}

// columns are the rows of a table by the names in its first row that has no remark.
func columns(src *language.Source) (out []dataRow) {
	r := csv.NewReader(strings.NewReader(src.Text))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	if path.Ext(src.Path) == ".tsv" {
		r.Comma = '\t'
	}
	all, err := r.ReadAll()
	if err != nil {
		return nil
	}
	var head []string
	for _, cells := range all {
		if strings.HasPrefix(cells[0], "#") {
			continue
		}
		if head == nil {
			head = cells
			continue
		}
		row := dataRow{}
		for n, cell := range cells {
			if n < len(head) {
				row[strings.TrimSpace(head[n])] = cell
			}
		}
		out = append(out, row)
	}
	return out
}

// lostCases finds files of cases, which a test reads, without some that they had.
func lostCases(s *change.Set) (out []change.Finding) {
	for _, f := range s.Files {
		if f.From == "" || !casesOf(s, f) || f.New == "" && movedAway(s, f) {
			continue
		}
		now := dataRows(f.Is)
		for _, o := range s.Files {
			if o != f && o.New != "" && o.Is.Test() && o.From == "" && readsCases(s, o) {
				now = append(slices.Clip(now), dataRows(o.Is)...)
			}
		}
		was := dataRows(f.Was)
		still := amongRows(now, ownKeys(was))
		gone := slices.DeleteFunc(slices.Clone(was), still)
		if len(gone) == len(was) && f.New == "" {
			continue
		}
		if len(gone) <= maxNamed && s.Speaks(takesCases) {
			kept := slices.DeleteFunc(slices.Clone(was), func(row dataRow) bool { return !still(row) })
			gone = slices.DeleteFunc(gone, mayGo(s, f, gone, kept))
		}
		if len(gone) > 0 {
			out = append(out, f.Whole(fmt.Sprintf("%d of the cases that a test reads are gone, as %s.", len(gone), change.Clip(gone[0].title(was)))))
		}
	}
	return out
}

// casesOf tells whether a file of data of the base holds cases that a test reads.
func casesOf(s *change.Set, f *change.File) bool {
	return f.Was.Test() && !f.Was.Lang.Code() && dataRows(f.Was) != nil && readsCases(s, f)
}

// readsCases tells whether a test names a file of data.
func readsCases(s *change.Set, f *change.File) bool {
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return f.From != "" && strings.Contains(t.Text, path.Base(f.From)) || strings.Contains(t.Text, f.Base())
	})
}

// ownKeys are the names under which each of some rows says something of its own.
func ownKeys(rows []dataRow) (out []string) {
	for key := range rows[0] {
		seen := map[string]bool{}
		for _, row := range rows {
			seen[row[key]] = true
		}
		if len(seen) == len(rows) {
			out = append(out, key)
		}
	}
	slices.Sort(out)
	return out
}

// amongRows tells which rows are among others: with one of the values that tell each from
// its like, or with all that it says where none does.
func amongRows(rows []dataRow, keys []string) func(dataRow) bool {
	type cell struct{ key, value string }
	have := map[cell]bool{}
	for _, row := range rows {
		for _, key := range keys {
			if v, has := row[key]; has {
				have[cell{key, v}] = true
			}
		}
	}
	whole, forms := map[string]bool{}, map[string]map[string]bool{}
	if len(keys) == 0 {
		for _, row := range rows {
			names := row.names()
			whole[fmt.Sprintf("%q", names)+row.said(names)] = true
		}
	}
	return func(r dataRow) bool {
		if len(keys) > 0 {
			return slices.ContainsFunc(keys, func(key string) bool { return have[cell{key, r[key]}] })
		}
		names := r.names()
		form, says := fmt.Sprintf("%q", names), r.said(names)
		if whole[form+says] {
			return true
		}
		if forms[form] == nil && len(forms) < maxRowForms {
			forms[form] = map[string]bool{}
			for _, row := range rows {
				forms[form][row.said(names)] = true
			}
		}
		return forms[form][says]
	}
}

func (r dataRow) names() []string { return slices.Sorted(maps.Keys(r)) }

// said is what a row says under some names; empty where it does not have them all.
func (r dataRow) said(names []string) string {
	values := make([]string, len(names))
	for n, key := range names {
		v, has := r[key]
		if !has {
			return ""
		}
		values[n] = v
	}
	return fmt.Sprintf("%q", values)
}

// within tells whether another row says all that a row says.
func (r dataRow) within(o dataRow) bool {
	for key, v := range r {
		if have, ok := o[key]; !ok || have != v {
			return false
		}
	}
	return true
}

// title is what a row is told from others by.
func (r dataRow) title(rows []dataRow) string {
	for _, key := range slices.Concat([]string{"name", "title", "id"}, ownKeys(rows), r.names()) {
		if v := r[key]; v != "" {
			return v
		}
	}
	return "one of them"
}

// gainsCases tells whether a file of cases, over which a test goes or to which people ask
// to add, holds each that it held as it was, and more of the same form at most.
func gainsCases(s *change.Set, f *change.File) bool {
	if f.New == "" || !casesOf(s, f) {
		return false
	}
	was, is := dataRows(f.Was), dataRows(f.Is)
	if len(is) < len(was) || len(is) > maxRows || slices.ContainsFunc(was, func(row dataRow) bool { return !slices.ContainsFunc(is, row.within) }) {
		return false
	}
	for _, row := range is {
		if len(row) < 2 || slices.ContainsFunc(slices.Collect(maps.Keys(was[0])), func(key string) bool { _, has := row[key]; return !has }) {
			return false
		}
	}
	return s.Speaks(addsCases) || slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return slices.ContainsFunc(t.Code, func(l string) bool { return strings.Contains(l, f.Base()) && goesOver.MatchString(l) })
	})
}

var (
	addsCases = regexp.MustCompile(`\badd(?:ing)?\b[^.]{0,60}\b(?:cases?|rows?|examples?|entries|lines?)\b`)
	goesOver  = regexp.MustCompile(`\brange\b|\bfor\b|\.each\(|\.forEach\(|\bparametrize\(`)
)
