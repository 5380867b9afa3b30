package removed

import (
	"fmt"
	"maps"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

const (
	maxRowForms = 40
	maxNamed    = 50
)

// lostCases finds files of cases, which a test reads, without some that they had.
func lostCases(s *change.Set) (out []change.Finding) {
	for _, f := range s.Files {
		if f.From == "" || !suite.CasesOf(s, f) || f.New == "" && suite.MovedAway(s, f) {
			continue
		}
		now := suite.DataRows(f.Is)
		for _, o := range s.Files {
			if o != f && o.New != "" && o.Is.Test() && o.From == "" && suite.ReadsCases(s, o) {
				now = append(slices.Clip(now), suite.DataRows(o.Is)...)
			}
		}
		was := suite.DataRows(f.Was)
		still := amongRows(now, ownKeys(was))
		gone := slices.DeleteFunc(slices.Clone(was), still)
		if len(gone) == len(was) && f.New == "" {
			continue
		}
		if len(gone) <= maxNamed && s.Speaks(takesCases) {
			kept := slices.DeleteFunc(slices.Clone(was), func(row suite.DataRow) bool { return !still(row) })
			gone = slices.DeleteFunc(gone, mayGo(s, f, gone, kept))
		}
		if len(gone) > 0 {
			out = append(out, f.Whole(fmt.Sprintf("%d of the cases that a test reads are gone, as %s.", len(gone), change.Clip(title(gone[0], was)))))
		}
	}
	return out
}

// ownKeys are the names under which each of some rows says something of its own.
func ownKeys(rows []suite.DataRow) (out []string) {
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
func amongRows(rows []suite.DataRow, keys []string) func(suite.DataRow) bool {
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
			names := names(row)
			whole[fmt.Sprintf("%q", names)+said(row, names)] = true
		}
	}
	return func(r suite.DataRow) bool {
		if len(keys) > 0 {
			return slices.ContainsFunc(keys, func(key string) bool { return have[cell{key, r[key]}] })
		}
		names := names(r)
		form, says := fmt.Sprintf("%q", names), said(r, names)
		if whole[form+says] {
			return true
		}
		if forms[form] == nil && len(forms) < maxRowForms {
			forms[form] = map[string]bool{}
			for _, row := range rows {
				forms[form][said(row, names)] = true
			}
		}
		return forms[form][says]
	}
}

func names(r suite.DataRow) []string { return slices.Sorted(maps.Keys(r)) }

// said is what a row says under some names; empty where it does not have them all.
func said(r suite.DataRow, names []string) string {
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

// title is what a row is told from others by.
func title(r suite.DataRow, rows []suite.DataRow) string {
	for _, key := range slices.Concat([]string{"name", "title", "id"}, ownKeys(rows), names(r)) {
		if v := r[key]; v != "" {
			return v
		}
	}
	return "one of them"
}
