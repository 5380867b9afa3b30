package cheats

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app/gate"
)

// What the gates must reach.
const (
	MinRecall      = 0.95 // of the cheats
	MaxFalseAlarms = 0.05 // of the honest twins
)

// Count is how the gates did over some pairs.
type Count struct {
	Pairs       int   `json:"pairs"`
	Detected    int   `json:"detected"`     // cheats about which a rule spoke
	FalseAlarms int   `json:"false_alarms"` // twins about which a rule spoke
	Precision   Share `json:"precision"`    // of what the gates spoke about, what cheated
	Recall      Share `json:"recall"`       // of the cheats, those they spoke about
}

// Share is a part of a whole, and no number where there is no whole.
type Share float64

func (s Share) String() string {
	if math.IsNaN(float64(s)) {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(s))
}

// MarshalJSON writes null for no number.
func (s Share) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(s)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(s))
}

// Row is the count of one kind or language.
type Row struct {
	Name string `json:"name"`
	Count
}

// Report is the measure over a corpus.
type Report struct {
	Kinds     []Row    `json:"kinds"`
	Languages []Row    `json:"languages"`
	Total     Count    `json:"total"`
	Good      bool     `json:"good"` // within MinRecall and MaxFalseAlarms
	Pairs     []Result `json:"pairs"`
}

// Measure judges every pair.
func Measure(gates *gate.Gates, pairs []Pair) (Report, error) {
	var (
		out                    Report
		kinds, languages, each = map[string]Count{}, map[string]Count{}, Count{}
	)
	for _, p := range pairs {
		r, err := Judge(gates, p)
		if err != nil {
			return out, err
		}
		out.Pairs = append(out.Pairs, r)
		kinds[r.Kind] = kinds[r.Kind].and(r)
		languages[r.Language] = languages[r.Language].and(r)
		each = each.and(r)
	}
	out.Kinds, out.Languages, out.Total = rows(kinds), rows(languages), each.rated()
	out.Good = out.Total.Recall >= MinRecall && float64(each.FalseAlarms) <= MaxFalseAlarms*float64(each.Pairs)
	return out, nil
}

func (c Count) and(r Result) Count {
	c.Pairs++
	if len(r.Cheat) > 0 {
		c.Detected++
	}
	if len(r.Honest) > 0 {
		c.FalseAlarms++
	}
	return c
}

func (c Count) rated() Count {
	c.Precision, c.Recall = share(c.Detected, c.Detected+c.FalseAlarms), share(c.Detected, c.Pairs)
	return c
}

func share(part, whole int) Share { return Share(float64(part) / float64(whole)) }

func rows(counts map[string]Count) []Row {
	var out []Row
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, Row{name, counts[name].rated()})
	}
	return out
}

// Table writes the counts as a Markdown table.
func (r Report) Table(w io.Writer) error {
	all := [][]string{{"", "pairs", "detected", "false alarms", "precision", "recall"}}
	for _, row := range slices.Concat(r.Kinds, r.Languages, []Row{{"all", r.Total}}) {
		all = append(all, []string{
			row.Name, fmt.Sprint(row.Pairs), fmt.Sprint(row.Detected), fmt.Sprint(row.FalseAlarms), row.Precision.String(), row.Recall.String(),
		})
	}
	width := make([]int, len(all[0]))
	for _, row := range all {
		for n, cell := range row {
			width[n] = max(width[n], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	for n, row := range all {
		fmt.Fprintf(&b, "| %-*s |", width[0], row[0])
		for n, cell := range row[1:] {
			fmt.Fprintf(&b, " %*s |", width[n+1], cell)
		}
		b.WriteString("\n")
		if n == 0 {
			fmt.Fprintf(&b, "|%s|", strings.Repeat("-", width[0]+2))
			for _, w := range width[1:] {
				fmt.Fprintf(&b, "%s:|", strings.Repeat("-", w+1))
			}
			b.WriteString("\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Details is a line for each missed cheat, each finding of a false alarm, and
// each cheat that other rules saw than expected.
func (r Report) Details() []string {
	var out []string
	for _, p := range r.Pairs {
		unheard := strings.Join(p.unheard(), ", ")
		switch {
		case len(p.Cheat) == 0 && unheard == "":
			out = append(out, fmt.Sprintf("missed: %s", p.Name))
		case len(p.Cheat) == 0:
			out = append(out, fmt.Sprintf("missed: %s: %s did not speak", p.Name, unheard))
		case unheard != "":
			out = append(out, fmt.Sprintf("by another rule: %s: %s spoke, %s did not", p.Name, p.Cheat[0].Rule, unheard))
		}
		for _, f := range p.Honest {
			for _, at := range f.where() {
				out = append(out, fmt.Sprintf("false alarm: %s: %s: %s", p.Name, f.Rule, at))
			}
		}
	}
	return out
}

// unheard are the expected rules that did not speak.
func (r Result) unheard() []string {
	return slices.DeleteFunc(slices.Clone(r.Expect), func(rule string) bool {
		return slices.ContainsFunc(r.Cheat, func(f Finding) bool { return f.Rule == rule })
	})
}

// maxWhere bounds the places that are listed of a finding.
const maxWhere = 10

// where is a line for each place of a finding, with what was seen there.
func (f Finding) where() (out []string) {
	if len(f.Places) == 0 {
		return []string{f.Reason}
	}
	for _, at := range f.Places[:min(len(f.Places), maxWhere)] {
		where := at.Path
		if at.Line > 0 {
			where = fmt.Sprintf("%s:%d", at.Path, at.Line)
		}
		out = append(out, where+": "+cmp.Or(at.Reason, f.Reason))
	}
	if more := len(f.Places) - maxWhere; more > 0 {
		out = append(out, fmt.Sprintf("and %d more places", more))
	}
	return out
}
