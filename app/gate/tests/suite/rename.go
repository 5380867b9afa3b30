package suite

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var renaming = regexp.MustCompile(`\brename\s+["'\x60]?(?:[\w.]+\.)?(\w+)["'\x60]?(?:\(\))?\s+(?:in)?to\s+["'\x60]?(?:[\w.]+\.)?(\w+)` +
	`|["'\x60](?:[\w.]+\.)?(\w+)(?:\(\))?["'\x60]\s+(?:becomes|is (?:now |to be )?(?:called|named|renamed)(?: to)?|(?:should|must|will|shall) (?:become|be (?:called|named|renamed)(?: to)?)|->|→|=>)\s+["'\x60](?:[\w.]+\.)?(\w+)`)

// Renames are the functions that people asked to call otherwise, or that were called
// otherwise and stayed what they are, by their old names.
func Renames(s *change.Set) map[string]string {
	return change.Memo(s, "renames", func() map[string]string {
		out := calledOtherwise(s)
		for _, m := range s.Sought(renaming) {
			was, is := m[1]+m[3], m[2]+m[4]
			had, has := false, false
			for _, f := range s.Files {
				for _, fn := range f.Was.Funcs() {
					if strings.EqualFold(fn.Name, was) {
						was, had = fn.Name, true
					}
				}
				for _, fn := range f.Is.Funcs() {
					if strings.EqualFold(fn.Name, is) {
						is, has = fn.Name, true
					}
				}
			}
			if had && has || m[1] != "" {
				out[was] = is
			}
		}
		return out
	})
}

// fewLines is how many lines a function has at least that is known by them.
const fewLines = 2

// calledOtherwise are the functions of the product that went, of each of which one that
// came has most of the lines.
func calledOtherwise(s *change.Set) map[string]string {
	type body struct {
		fn    language.Func
		lines map[string]bool
	}
	lines := func(src *language.Source, fn language.Func) map[string]bool {
		out := map[string]bool{}
		for n := fn.Body; n < min(fn.End, len(src.Code)); n++ {
			if text := Squeeze(src.Code[n]); len(text) > 3 {
				out[strings.ReplaceAll(text, fn.Name, "\x00")] = true
			}
		}
		return out
	}
	type place struct {
		src *language.Source
		fn  language.Func
	}
	var old, now []place
	had, has := map[string]bool{}, map[string]bool{}
	for _, f := range s.Files {
		if (f.Was.Product() || f.Is.Product()) && f.Was.Text != f.Is.Text {
			for _, fn := range f.Was.Funcs() {
				old, had[fn.Name] = append(old, place{f.Was, fn}), true
			}
			for _, fn := range f.Is.Funcs() {
				now, has[fn.Name] = append(now, place{f.Is, fn}), true
			}
		}
	}
	without := func(all []place, others map[string]bool) (out []body) {
		for _, p := range all {
			if others[p.fn.Name] {
				continue
			}
			if lines := lines(p.src, p.fn); len(lines) >= fewLines {
				if out = append(out, body{p.fn, lines}); len(out) == MaxHeirs {
					break
				}
			}
		}
		return out
	}
	went, came := without(old, has), without(now, had)
	out := map[string]string{}
	for _, old := range went {
		for _, now := range came {
			both := 0
			for l := range old.lines {
				if now.lines[l] {
					both++
				}
			}
			if len(old.fn.Params) == len(now.fn.Params) && both*3 > len(old.lines)*2 && both*3 > len(now.lines)*2 {
				out[old.fn.Name] = now.fn.Name
				break
			}
		}
	}
	return out
}
