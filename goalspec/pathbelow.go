package goalspec

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/entry"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// leadsInto leads a directory over what stands in it, and ofDirectory says behind it that it
// is one.
var (
	leadsInto   = regexp.MustCompile(`(?i)^(?:(?:files?|paths?|only|these|those|especially) )*(?:in|under|inside|within|below|from) (?:the )?(?:(?:directory|folder|package|module) )?|^(?:the )?(?:directory|folder|package|module) `)
	ofDirectory = regexp.MustCompile(`(?i)^(?: (?:directory|folder|package|module))?\W*$`)
)

// leadingLetters are those with which [leadsInto] begins.
const leadingLetters = "fpoteiuwbdm"

// directoryOver is the path that a line names for what stands below it, as "src/auth:"
// and "In `src/auth`:" do.
func directoryOver(line string) string {
	line = prose.StripMarkers(line)
	s := strings.Trim(line, "*_ ")
	if len(s) > prose.MaxLead {
		return ""
	}
	lead := ""
	if s != "" && strings.IndexByte(leadingLetters, s[0]|0x20) >= 0 {
		lead = leadsInto.FindString(s)
	}
	if bold := strings.HasPrefix(line, "**") && strings.HasSuffix(line, "**") && !strings.HasPrefix(s, "/"); lead == "" && !bold && !entry.Leads(s) {
		return ""
	}
	s = s[len(lead):]
	if !strings.HasPrefix(s, "`") {
		s = strings.TrimRight(s, ":：*_ ")
	}
	s = strings.TrimPrefix(s, "`")
	at := strings.IndexAny(s, "` ")
	if at < 0 {
		at = len(s)
	}
	coded, name := at < len(s) && s[at] == '`', s[:at]
	if at < len(s) && !ofDirectory.MatchString(strings.TrimPrefix(s[at:], "`")) {
		return ""
	}
	switch {
	case ruling.PathClass(name) == prose.IsPath, coded && (prose.LooksLikePath(name) || lead != "" && prose.BareName.MatchString(name)):
		return name
	case ruling.PathClass(name) == prose.IsSlashed && (lead != "" || name == strings.ToLower(name)):
		return name
	}
	return ""
}

// outerPath is a directory over the lines that stand deeper than it.
type outerPath struct {
	level int
	name  string
}

// directories holds those around the line that is read.
type directories struct {
	reader *reader
	field  section
	around []outerPath
	above  string // over a list, whatever its depth
}

// wholePaths puts the directories that stand over a list of paths in front of what the
// list names, so that each line holds a whole path.
func (r *reader) wholePaths(s section) []page.Block {
	d := directories{reader: r, field: s}
	var out []page.Block
	for i := range s.blocks {
		b := s.blocks[i]
		listed := i+1 < len(s.blocks) && entry.Lists(&s.blocks[i+1])
		switch b.Kind {
		case page.Heading:
			d.around, d.above = nil, ""
			if name := directoryOver(b.Name.S + ":"); name != "" && listed {
				d.above = name
				continue
			}
		case page.Item:
			t := page.Join(b.Lines)
			deeper := len(b.Lines) > 0 && i+1 < len(s.blocks) && s.blocks[i+1].Level > b.Level
			if d.leave(b.Level); deeper && d.enter(b.Level, t.S) {
				continue
			}
			if deeper {
				t = d.alsoPath(t)
			}
			b.Lines = []page.Text{d.whole(t)}
		case page.Para:
			if d.leave(b.Level); b.Level == 0 {
				d.above = ""
			}
			if b.Lines = d.lines(b.Lines, listed); len(b.Lines) == 0 {
				continue
			}
		case page.Fence:
			b.Lines = d.lines(b.Lines, false)
		case page.Row:
			if cells := b.Shown(); len(cells) > 0 && !b.Header && d.name() != "" {
				b.Lines = []page.Text{d.row(b.Lines[0], cells[0])}
			}
		default:
			d.around, d.above = nil, ""
		}
		out = append(out, b)
	}
	return out
}

func (d *directories) leave(level int) {
	for n := len(d.around); n > 0 && level <= d.around[n-1].level; n-- {
		d.around = d.around[:n-1]
	}
}

// enter takes a line that names a directory over what stands deeper.
func (d *directories) enter(level int, line string) bool {
	name := directoryOver(line)
	if name == "" {
		return false
	}
	if name = joinPath(d.name(), name); len(name) > prose.MaxLead {
		return false
	}
	d.around = append(d.around, outerPath{level, name})
	return true
}

// name is that of the innermost directory.
func (d *directories) name() string {
	if n := len(d.around); n > 0 {
		return d.around[n-1].name
	}
	return d.above
}

// lines are those of a paragraph or fence, without those that name the directory of what
// follows, or of what stands farther in.
func (d *directories) lines(lines []page.Text, listed bool) []page.Text {
	out := make([]page.Text, 0, len(lines))
	for i, l := range lines {
		l, last := l.From(0), i+1 == len(lines)
		level := columnOf(l)
		d.leave(level)
		if name := directoryOver(l.S); name != "" && !last && columnOf(lines[i+1].From(0)) > level && d.enter(level, l.S) {
			continue
		} else if name != "" && (listed || !last) {
			d.above = name
			continue
		}
		if listed && last {
			l = d.alsoPath(l)
		}
		out = append(out, d.whole(l))
	}
	return out
}

// columnOf is where a line begins, from 0.
func columnOf(line page.Text) int {
	_, column, _, _ := line.Bounds()
	return column - 1
}

// alsoPath reads what says more of a path than that others stand in it, as "src/auth
// (mostly):" does, as that path. Where it may change, all of it may be meant, or only these.
func (d *directories) alsoPath(t page.Text) page.Text {
	if !entry.Leads(t.S) || !ruling.PathFirst(prose.StripMarkers(t.S)) {
		return t
	}
	if d.field.field.Permits() {
		d.reader.note(unreadPath, spanOf(t), "%q stands over other paths, and all of it may be meant, or only these; write whole paths, none below another", prose.Clip(t.S))
	}
	return t.Reading(strings.TrimRight(t.S, ":："+"*_ "))
}

func (d *directories) row(line, cell page.Text) page.Text {
	whole := d.whole(cell)
	at := strings.Index(line.S, cell.S)
	if whole.S == cell.S || at < 0 {
		return line
	}
	return page.Join([]page.Text{line.Slice(0, at), whole, line.From(at + len(cell.S))})
}

// whole is a line with the directory in front of its paths. Words are said of the
// directory itself.
func (d *directories) whole(t page.Text) page.Text {
	dir, list := d.name(), t.S
	if len(list) > prose.MaxStatement {
		return t
	}
	if name, rest, ok := strings.Cut(t.S, ":"); ok && len(name) < prose.MaxLead {
		if over := directoryOver(name + ":"); over != "" && onlyFiles(prose.InParens.ReplaceAllString(rest, "")) {
			dir, list = joinPath(dir, over), strings.TrimSpace(rest)
		}
	}
	if dir == "" || strings.TrimSpace(prose.StripMarkers(list)) == "" {
		return t
	}
	globs, _ := ruling.GlobsIn(prose.StripMarkers(list), false)
	if len(globs) == 0 {
		if globs = ruling.NamesIn(prose.StripMarkers(list)); len(d.reader.known(d.field, globs)) < len(globs) {
			globs = nil
		}
	}
	if len(globs) == 0 || prose.IsFileName(path.Base(dir)) {
		d.partPermitted(dir, t)
		return t.Reading(dir + ": " + prose.StripMarkers(list))
	}
	at := 0
	for _, g := range globs {
		from := strings.Index(list[at:], g.Pattern)
		if from < 0 {
			break
		}
		whole := joinPath(dir, g.Pattern)
		list = list[:at+from] + whole + list[at+from+len(g.Pattern):]
		at += from + len(whole)
	}
	if list == t.S {
		return t
	}
	return t.Reading(list)
}

// ruling.PartPermitted tells of words below a path that may change: only what they name may be
// meant. Of a file all may change; of a directory that would be too much.
func (d *directories) partPermitted(dir string, t page.Text) {
	switch {
	case !d.field.field.Permits():
	case prose.IsFileName(path.Base(dir)):
		d.reader.note(saidInWords, spanOf(t), "%q lets all of %s change; what is to stay there names no path, so no change of it is stopped", prose.Clip(t.S), prose.Clip(dir))
	default:
		d.reader.note(unreadPath, spanOf(t), "%q stands below %s, and names no path; write the paths that may change, or the directory alone", prose.Clip(t.S), prose.Clip(dir))
	}
}

// onlyFiles reports a list of nothing but files, as stand in a directory.
func onlyFiles(list string) bool {
	return ruling.OnlyPaths(list) && !slices.ContainsFunc(ruling.NameList.Split(strings.TrimRight(list, ".;, "), -1), func(name string) bool {
		return !prose.IsFileName(path.Base(prose.BareCode(name))) || strings.HasSuffix(prose.BareCode(name), "/")
	})
}

// joinPath is a path that stands below a directory, or the path itself where it is whole.
func joinPath(dir, name string) string {
	dir = strings.TrimRight(strings.TrimSuffix(strings.TrimRight(dir, "/"), "/**"), "/")
	if dir == "" || name == dir || strings.HasPrefix(name, dir+"/") || slices.ContainsFunc([]string{"/", "!", "../", "~", "$"}, func(front string) bool { return strings.HasPrefix(name, front) }) {
		return name
	}
	return dir + "/" + strings.TrimPrefix(name, "./")
}
