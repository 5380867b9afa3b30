package suite

import (
	"encoding/csv"
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// MaxRowBytes bounds the files of data that are read for their cases.
const MaxRowBytes = 1 << 20

// DataRow is one case of a file of data: what it says under each name.
type DataRow map[string]string

// DataRows are the cases of a file of data, at least two; nil where it holds something
// else.
func DataRows(src *language.Source) []DataRow {
	return language.Fact(&src.Facts, "data rows", func() (out []DataRow) {
		if len(src.Text) > MaxRowBytes {
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
func objects(all any) (out []DataRow) {
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

func encoded(by map[string]any) DataRow {
	out := DataRow{}
	for key, v := range by {
		if text, err := json.Marshal(v); err == nil {
			out[key] = string(text)
		}
	}
	return out
}

// columns are the rows of a table by the names in its first row that has no remark.
func columns(src *language.Source) (out []DataRow) {
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
		row := DataRow{}
		for n, cell := range cells {
			if n < len(head) {
				row[strings.TrimSpace(head[n])] = cell
			}
		}
		out = append(out, row)
	}
	return out
}

// CasesOf tells whether a file of data of the base holds cases that a test reads.
func CasesOf(s *change.Set, f *change.File) bool {
	return f.Was.Test() && !f.Was.Lang.Code() && DataRows(f.Was) != nil && ReadsCases(s, f)
}

// ReadsCases tells whether a test names a file of data.
func ReadsCases(s *change.Set, f *change.File) bool {
	return slices.ContainsFunc(s.TestsOf(f), func(t *language.Source) bool {
		return f.From != "" && strings.Contains(t.Text, path.Base(f.From)) || strings.Contains(t.Text, f.Base())
	})
}

// Within tells whether another row says all that a row says.
func (r DataRow) Within(o DataRow) bool {
	for key, v := range r {
		if have, ok := o[key]; !ok || have != v {
			return false
		}
	}
	return true
}

var record = regexp.MustCompile(`(?i)\.snap$|(^|/)__snapshots__/|(^|/)__image_snapshots__/|\.golden(\.\w+)?$|(^|/)goldens?/|\.ambr$|\.approved\.\w+$|(^|/)(expected|want)[^/]*/|(^|/)(tests?|__tests__|spec|testdata|fixtures)/(.*/)?(recorded|recordings?|approved)[^/]*/|(^|/)(testdata|fixtures|__fixtures__|tests?|cassettes|baselines?|snapshots?)/.*(expected|golden|want|baseline|output|result|approved|snapshot)[^/]*\.(json|txt|ya?ml|html|xml|csv|md|svg|out)$|\.(expected|want|baseline)(\.\w+)?$|(^|/)(testdata|snapshots?|baselines?)/.*\.(json|txt|ya?ml|html|xml|csv|out|svg|md|tsv|sql|css|log)$`)

// Recorded tells whether a file holds results that tests compare with.
func Recorded(p string) bool { return record.MatchString(p) }
