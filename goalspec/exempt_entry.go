package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// exemptGlobs reads an entry of what must not change as ruling.GlobsIn does, with what it leaves
// out.
func exemptGlobs(entry string) (globs []ruling.Pattern, ok bool) {
	e, ok := ruling.ExemptionIn(entry)
	if !ok {
		globs, fault := ruling.GlobsIn(entry, false)
		return globs, fault == "" && len(globs) > 0
	}
	rest := strings.TrimRight(e.Tail, " .,;!")
	if rest != "" && !e.Aside && !strings.HasPrefix(rest, " (") {
		return nil, false
	}
	if globs, ok = exemptGlobs(e.Front + rest); !ok {
		return nil, false
	}
	of := make([]*ruling.Pattern, len(globs))
	for i := range globs {
		of[i] = &globs[i]
	}
	return globs, e.LeaveOut(of)
}

// exempts takes an entry of what must not change that leaves paths out.
func (r *reader) exempts(words string, at Span) bool {
	if _, ok := ruling.ExemptionIn(words); !ok {
		return false
	}
	globs, ok := exemptGlobs(words)
	if ok {
		r.reasoned(globs, at)
		r.place(field.Deny, globs, at)
	}
	return ok
}

// withExceptions joins sentences that only leave paths out to the bans before them.
func withExceptions(sentences []page.Text) []page.Text {
	var out []page.Text
	for _, s := range sentences {
		n := len(out) - 1
		if e, ok := ruling.ExemptionIn(s.S); ok && n >= 0 && strings.Trim(e.Front+e.Tail, prose.EndMarks+" ") == "" && ruling.OnlyDenies(ruling.Rulings(out[n].S)) {
			out[n] = page.Join([]page.Text{out[n], s})
			continue
		}
		out = append(out, s)
	}
	return out
}

// exemptBelow ends an entry of which the items below it say what it leaves out.
var exemptBelow = regexp.MustCompile(`(?i)\s` + ruling.LeftOutBy + `[:\s]*$`)

// exemptEntries are the entries of a list with the exceptions that items below or right
// behind them name, by the line; those items are empty.
type exemptEntries map[int]string

// entry is what an entry says, and whether another has it.
func (x exemptEntries) entry(e entry) (words string, apart bool) {
	whole, ok := x[spanOf(e.text).Line]
	if !ok {
		return e.path(), false
	}
	return whole, whole == ""
}

// exemptItems are those of a list of what must not change.
func exemptItems(f field.Field, list []page.Block) exemptEntries {
	if f != field.Deny {
		return nil
	}
	out := exemptEntries{}
	var ban string
	at, level, open := 0, 0, false
	for i := range list[:min(len(list), maxStatements)] {
		b := &list[i]
		if b.Kind != page.Item {
			at = 0
			continue
		}
		t := page.Join(b.Lines)
		words, line := prose.StripMarkers(t.Words()), spanOf(t).Line
		if open = open && b.Level > level && ruling.OnlyPaths(words); open && len(ban) <= prose.MaxStatement {
			if ban += " " + words; strings.HasSuffix(ban, "`") {
				ban += ","
			}
		} else if e, ok := ruling.ExemptionIn(words); ok && at > 0 && strings.Trim(e.Front+e.Tail, prose.EndMarks+" ") == "" {
			ban += " (" + words + ")"
		} else {
			ban, at, level, open = words, line, b.Level, exemptBelow.MatchString(words)
			continue
		}
		out[at], out[line] = strings.TrimRight(ban, ","), ""
	}
	return out
}
