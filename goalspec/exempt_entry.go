package goalspec

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
)

// leavesPaths takes an entry of what must not change that leaves paths out.
func (r *reader) leavesPaths(words string, at Span) bool {
	globs, ok := ruling.GlobsLeaving(words)
	if ok {
		r.reasoned(globs, at)
		r.place(field.Deny, globs, at)
	}
	return ok
}

// leftOutBelow are the bans of a list of which the items right below them name what they
// leave out, by their lines, and these items, which are no bans.
func leftOutBelow(f field.Field, list []page.Block) map[int][]ruling.Pattern {
	if f != field.Deny {
		return nil
	}
	out := map[int][]ruling.Pattern{}
	list = list[:min(len(list), prose.MaxStatements)]
	for i := 0; i < len(list); {
		below := i + 1
		for below < len(list) && list[i].Kind == page.Item && list[below].Kind == page.Item && list[below].Level > list[i].Level {
			below++
		}
		if globs, ok := banLeaving(list[i:below]); ok {
			for _, b := range list[i:below] {
				out[spanOf(page.Join(b.Lines)).Line] = nil
			}
			out[spanOf(page.Join(list[i].Lines)).Line] = globs
		}
		i = below
	}
	return out
}

// banLeaving are the patterns of an item without what the ones below it leave out: each of
// them names only that, in the same words, or says only paths if the item ends in the words.
func banLeaving(items []page.Block) (globs []ruling.Pattern, ok bool) {
	if len(items) < 2 {
		return nil, false
	}
	said := func(b page.Block) string { return prose.StripMarkers(page.Join(b.Lines).Words()) }
	ban, ends := ruling.LeftOutBelow(said(items[0]))
	if prose.HidesMarks(ban) || len(ban) > prose.MaxStatement {
		return nil, false
	}
	globs, fault := ruling.GlobsIn(ban, false)
	if _, leaves := ruling.ExceptionIn(ban); leaves || fault != "" || len(globs) == 0 {
		return nil, false
	}
	var first ruling.Exception
	for i, b := range items[1:] {
		e, ok := ruling.LeavingPaths(said(b))
		if !ends {
			e, ok = ruling.ExceptionIn(said(b))
		}
		if i == 0 {
			first = e
		}
		if !ok || !e.OnlyLeaves() || !e.LeadsAs(first) || b.Level != items[1].Level || prose.HidesMarks(said(b)) || !e.LeaveOut(globs) {
			return nil, false
		}
	}
	return globs, true
}

// takenBack are sentences, one that leaves paths out together with the one behind it if that
// may let less of these change: no more is read of the two than of any such words.
func takenBack(list []page.Text) (out []page.Text) {
	for i := 0; i < len(list); i++ {
		t := list[i]
		if i+1 < len(list) && ruling.TakenBack(t.S, list[i+1].S) {
			i++
			t = page.Join([]page.Text{t.Reading(strings.TrimRight(t.S, prose.EndMarks) + "."), list[i]})
		}
		out = append(out, t)
	}
	return out
}
