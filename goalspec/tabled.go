package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/labels"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// tabled makes labels of what tables say: of a row such as "Outcome | …" one with what
// stands beside it, of a table of checks and what is expected of them one above, and of
// those rows that are said to be checks, among others that set something up.
func (l *labeller) tabled(blocks []page.Block) []page.Block {
	var out []page.Block
	for i := 0; i < len(blocks); {
		end := i + 1
		for blocks[i].Header && end < len(blocks) && blocks[end].Kind == page.Row && !blocks[end].Header && blocks[end-1].Tight {
			end++
		}
		parts := blocks[i:end]
		if len(parts) > 1 && blocks[i].Lines[0].S[0] == '|' {
			if labels := l.labelsIn(blocks[:i], parts); labels != nil {
				if parts = labels; out == nil {
					out = slices.Clone(blocks[:i])
				}
			}
		}
		if out != nil {
			out = append(out, parts...)
		}
		i = end
	}
	if out == nil {
		return blocks
	}
	return out
}

var setsUpRole = regexp.MustCompile(`^(?:set-?up|set up|prepar(?:e|ation)|install(?:ation)?|bootstrap|start|tear ?down|clean-?up|seed|init(?:ialise|ialize)?|build|reproduce|repro|optional|info(?:rmation)?)$`)

// labelsIn are the blocks that a table stands for which has labels in it; nil for any
// other.
func (l *labeller) labelsIn(before, table []page.Block) []page.Block {
	titles := make([]string, 0, 4)
	for _, c := range table[0].Shown() {
		titles = append(titles, labels.Bare(c.S))
	}
	if len(titles) == 2 {
		if out := l.keyed(titles, table); out != nil {
			return out
		}
	}
	if at := roleColumn(table[1:], len(titles)); at >= 0 {
		return checkRows(table, at)
	}
	if expects(titles) && !l.answers(before) {
		name := table[0].Lines[0]
		return append([]page.Block{labelOf(field.Evidence, name, table[0])}, deeper(table)...)
	}
	return nil
}

// keyed makes labels of the rows of a table of two columns, of which at least two are
// known, or one where no titles stand over them. Rows that are none come first.
func (l *labeller) keyed(titles []string, table []page.Block) []page.Block {
	rows, titled := table[1:], labels.PlainTitle.MatchString(titles[0]) && labels.PlainTitle.MatchString(titles[1])
	if !titled && strings.Contains(strings.TrimSpace(page.Join(table[0].Shown()[1:]).S), " ") {
		rows = table // the first row stands where the titles would
	}
	least := 2
	if titles[0]+titles[1] == "" {
		least = 1
	}
	var rest, labels []page.Block
	if len(rows) < len(table) {
		rest = append(rest, table[0])
	}
	known, named := 0, map[string]field.Field{}
	for i, row := range rows {
		cells := row.Shown()
		f := field.Unknown
		if len(cells) == 2 && cells[1].S != "" && !strings.ContainsAny(cells[0].S, "`/") {
			name := strings.Trim(cells[0].S, "*_: ")
			if _, ok := named[name]; !ok {
				named[name], _ = l.named(name, true, cells[0])
			}
			f = named[name]
		}
		if f == field.Unknown {
			rest = append(rest, rows[i])
			continue
		}
		if f != field.Context {
			known++
		}
		b := labelOf(f, row.Lines[0].Reading(strings.Trim(cells[0].S, "*_: ")+": "+cells[1].S), row)
		b.Lines = cells[1:]
		labels = append(labels, b)
	}
	if known < least || len(labels)*2 < len(rows) {
		return nil
	}
	if len(rest) == 1 && rest[0].Header {
		rest = nil
	}
	return append(rest, labels...)
}

// roleColumn is the column of a table in which each row is said to be a check or to set
// something up, and both are; -1 for none.
func roleColumn(rows []page.Block, columns int) int {
	for at := range columns {
		check, other := 0, 0
		for i := range rows {
			cells := rows[i].Shown()
			if at >= len(cells) {
				break
			}
			switch role := labels.Bare(cells[at].S); {
			case setsUpRole.MatchString(role):
				other++
			case labels.Stemmed(role) == field.Evidence, role == "lint":
				check++
			}
		}
		if check > 0 && other > 0 && check+other == len(rows) {
			return at
		}
	}
	return -1
}

// checkRows parts a table by the roles in one of its columns: what sets something up
// first, and then a label above the checks.
func checkRows(table []page.Block, at int) []page.Block {
	var setup, checks []page.Block
	for i, row := range table {
		cells := row.Shown()
		switch {
		case i == 0:
			setup = append(setup, row)
			row.Lines = []page.Text{row.Lines[0].Reading(rowOf(slices.Delete(cells, at, at+1)))}
			checks = append(checks, labelOf(field.Evidence, row.Lines[0], row), row)
		case setsUpRole.MatchString(labels.Bare(cells[at].S)):
			setup = append(setup, row)
		default:
			row.Lines = []page.Text{row.Lines[0].Reading(rowOf(slices.Delete(cells, at, at+1)))}
			checks = append(checks, row)
		}
	}
	return append(setup, append(checks[:1], deeper(checks[1:])...)...)
}

func rowOf(cells []page.Text) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString("| " + c.S + " ")
	}
	return b.String() + "|"
}

// expects reports a table of what is run and what is expected of it, and of nothing else.
func expects(titles []string) bool {
	run, expected := false, false
	for _, title := range titles {
		switch {
		case labels.ExpectTitle.MatchString(title):
			expected = true
		case labels.RunTitle.MatchString(title), labels.Stemmed(title) == field.Evidence:
			run = true
		case !labels.PlainTitle.MatchString(title) && !labels.RemarkTitle.MatchString(title):
			return false
		}
	}
	return run && expected
}

// answers reports blocks the last label or heading of which names a field, and not the
// goal.
func (l *labeller) answers(before []page.Block) bool {
	for i := len(before) - 1; i >= 0; i-- {
		switch b := &before[i]; b.Kind {
		case page.Label:
			return field.Field(b.Field) != field.Goal && field.Field(b.Field) != field.Expected
		case page.Heading:
			f, _ := l.named(b.Name.S, true, b.Name)
			return f != field.Unknown && f != field.Goal && f != field.Expected || labels.Meant(b.Name.S) != field.Unknown
		}
	}
	return false
}

// labelOf is a label that stands where a row does; what stands below the table is not
// below the label.
func labelOf(f field.Field, name page.Text, row page.Block) page.Block {
	return page.Block{Kind: page.Label, Field: int(f), Name: name, Level: row.Level + 1, First: row.First, Last: row.First, Tight: true}
}

func deeper(rows []page.Block) []page.Block {
	out := slices.Clone(rows)
	for i := range out {
		out[i].Level++
	}
	return out
}

// keepTitles keeps as context the titles of tables of which one says more than what its column
// holds, such as "Before the fix".
func (r *reader) keepTitles(blocks []page.Block) {
	for i := range blocks {
		if b := &blocks[i]; b.Header && slices.ContainsFunc(b.Shown(), func(c page.Text) bool { return !labels.NamesColumn(labels.Bare(c.S)) }) {
			r.context(Passage{Text: r.src.Verbatim(b.First, b.First), Span: Span{b.First + 1, 1, b.First + 1, len(r.src.Lines[b.First]) + 1}})
		}
	}
}
