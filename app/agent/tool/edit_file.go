package tool

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
)

//go:embed edit_file.md
var editFileText string

type editArgs struct {
	Path  string `json:"path"`
	Edits []edit `json:"edits"`
}

type edit struct {
	Old string `json:"old"`
	New string `json:"new"`
}

func editFile(f Files) Tool {
	return proposal[editArgs]{
		spec: Spec{Name: "edit_file", Description: editFileText, Parameters: object(`
			"path":{"type":"string"},
			"edits":{"type":"array","minItems":1,"items":{"type":"object","properties":{"old":{"type":"string"},"new":{"type":"string"}},"required":["old","new"]}}`, "path", "edits")},
		call: func(_ context.Context, c Call, a editArgs) (Answer, error) {
			p, fault := clean(a.Path)
			if fault != nil {
				return *fault, nil
			}
			if refusal, ok, err := f.may(c, p); !ok {
				return refusal, err
			}
			text, fault := f.read(p)
			if fault != nil {
				return *fault, nil
			}
			text, miss := applyEdits(text, a.Edits)
			if miss != "" {
				return Failed("Nothing was changed. " + miss), nil
			}
			if fault := f.write(p, text); fault != nil {
				return *fault, nil
			}
			done := OK(fmt.Sprintf("%s changed in %d places.", p, len(a.Edits)))
			done.Wrote = true
			return done, nil
		},
	}
}

// applyEdits makes all edits or none; miss says which one does not fit, and
// where the text comes nearest.
func applyEdits(text string, edits []edit) (out, miss string) {
	if len(edits) == 0 {
		return "", "There are no edits."
	}
	for n, e := range edits {
		switch count := strings.Count(text, e.Old); {
		case e.Old == "":
			return "", fmt.Sprintf("Edit %d: old is empty; use write_file for a new file.", n+1)
		case e.Old == e.New:
			return "", fmt.Sprintf("Edit %d changes nothing: old and new are the same.", n+1)
		case count == 1:
			text = strings.Replace(text, e.Old, e.New, 1)
		case count > 1:
			return "", fmt.Sprintf("Edit %d: old occurs %d times (lines %s); give more lines around it.", n+1, count, linesOf(text, e.Old))
		default:
			return "", fmt.Sprintf("Edit %d: old does not occur. The nearest region is:\n%s", n+1, nearest(text, e.Old))
		}
	}
	return text, ""
}

func linesOf(text, part string) string {
	var at []string
	for from := 0; len(at) < 10; {
		i := strings.Index(text[from:], part)
		if i < 0 {
			break
		}
		at = append(at, fmt.Sprint(1+strings.Count(text[:from+i], "\n")))
		from += i + len(part)
	}
	return strings.Join(at, ", ")
}

// nearest shows the lines that share most with old, numbered. Both sides are
// compared line by line without indentation.
func nearest(text, old string) string {
	lines := strings.Split(text, "\n")
	want := strings.Split(strings.TrimSpace(old), "\n")
	if len(lines) > 20000 || len(want) > 200 {
		return "(the file is too long to compare; read it again)"
	}
	best, at := -1, 0
	for start := range lines {
		score := 0
		for n, w := range want {
			if start+n < len(lines) {
				score += likeness(strings.TrimSpace(lines[start+n]), strings.TrimSpace(w))
			}
		}
		if score > best {
			best, at = score, start
		}
	}
	var b strings.Builder
	for n := max(0, at-2); n < min(len(lines), at+len(want)+2) && b.Len() < 4000; n++ {
		fmt.Fprintf(&b, "%5d  %s\n", n+1, bounded(lines[n], 300))
	}
	return b.String()
}

// likeness counts what two lines share at their beginnings and ends.
func likeness(a, b string) int {
	if a == b {
		return 2*len(a) + 1
	}
	n := min(len(a), len(b))
	head := 0
	for head < n && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < n-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head + tail
}
