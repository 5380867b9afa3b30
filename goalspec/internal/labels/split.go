package labels

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/check"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// HasColon reports a colon of either width.
func HasColon(s string) bool { return strings.IndexByte(s, ':') >= 0 || strings.Contains(s, "：") }

// Emphasised is what stands in a line that is one bold, italic or tagged text as a
// whole.
func Emphasised(s string) (name string, ok bool) {
	front := strings.TrimLeft(s, "*_")
	for strings.HasPrefix(front, "<") && emphasises(front[1:]) {
		front = strings.TrimLeft(front[strings.IndexByte(front, '>')+1:], "*_")
	}
	name = strings.TrimRight(front, "*_")
	for strings.HasSuffix(name, ">") {
		at := strings.LastIndex(name, "</")
		if at < 0 || !emphasises(name[at+2:]) {
			return "", false
		}
		name = strings.TrimRight(name[:at], "*_")
	}
	return name, len(front) < len(s) && len(name) < len(front) && name != "" && !strings.ContainsAny(name, "*_<>")
}

// emphasises reports a tag, without its beginning, that sets words in bold or the
// like.
func emphasises(tag string) bool {
	name, _, ok := strings.Cut(tag, ">")
	switch name {
	case "b", "i", "em", "strong", "u", "h1", "h2", "h3", "h4", "h5", "h6":
		return ok
	}
	return false
}

// colonIn is where the first colon begins, of either width, and where it ends.
func colonIn(s string) (from, to int) {
	from, to = strings.IndexByte(s, ':'), 0
	if wide := strings.Index(s, "："); wide >= 0 && (from < 0 || wide < from) {
		return wide, wide + len("：")
	}
	return from, from + 1
}

// leadsOn reports a bold beginning of a sentence that is a label all the same:
// "**Stop if** the format changes".
func leadsOn(name string) bool {
	switch Known[Bare(name)] {
	case field.Stop, field.Deny, field.Allow:
		return strings.Contains(strings.TrimSpace(name), " ")
	}
	return false
}

// dashAt is a dash that stands where a colon could.
var dashAt = regexp.MustCompile(`^\s+(?:[–—]|--?)\s`)

// Split cuts a line behind its label.
func Split(line page.Text) (name string, rest page.Text, ok bool) {
	s := line.S
	if s == "" {
		return "", page.Text{}, false
	}
	if len(s) <= prose.MaxLead && strings.IndexByte("*_<", s[0]) >= 0 && strings.IndexByte("*_>", s[len(s)-1]) >= 0 {
		if name, ok := Emphasised(s); ok {
			return strings.TrimRight(name, ": "), page.Text{}, true
		}
	}
	for _, mark := range []string{"**", "__"} {
		if !strings.HasPrefix(s, mark) {
			continue
		}
		end := strings.Index(s[2:], mark)
		if end < 1 || end > prose.MaxLead {
			break
		}
		name, off := s[2:end+2], end+4
		if off < len(s) && s[off] == ':' {
			off++
		} else if dash := dashAt.FindString(s[off:]); dash != "" {
			off += len(dash)
		} else if stopped, ok := strings.CutSuffix(name, "."); ok && strings.Count(name, " ") < 4 {
			name = stopped // "**Goal.** The export is sorted."
		} else if strings.HasSuffix(name, "?") && off < len(s) {
			return name, line.From(off), true // "**How do we know?** All tests pass."
		} else if !strings.HasSuffix(name, ":") && off < len(s) && !leadsOn(name) {
			break
		}
		return strings.TrimSuffix(name, ":"), line.From(off), true
	}
	end, off := colonIn(s[:min(len(s), prose.MaxLead+1)])
	if end < 1 {
		return "", page.Text{}, false
	}
	if s[0] == '*' || s[0] == '_' { // the emphasis may end behind the colon
		off += len(s[off:]) - len(strings.TrimLeft(s[off:], s[:1]))
	}
	after, size := utf8.DecodeRuneInString(s[off:])
	switch {
	case off < len(s) && s[end] == ':' && !unicode.IsSpace(after):
		return "", page.Text{}, false
	case unicode.IsSpace(after):
		off += size
	}
	return s[:end], line.From(off), true
}

// Alone is the last sentence of a line, when that is nothing but a label of
// paths, or the line, when that is any label.
func Alone(line page.Text) (field.Field, page.Text) {
	if strings.TrimSpace(line.S) == "" || len(line.S) > 4*prose.MaxLead {
		return field.Unknown, page.Text{}
	}
	sentences := page.Sentences(line)
	name := sentences[len(sentences)-1]
	if len(name.S) > prose.MaxLead || strings.ContainsAny(strings.TrimSuffix(name.S, ":"), ":&") {
		return field.Unknown, page.Text{}
	}
	if f := ruling.FieldRuled(name.S); f == field.Deny || f == field.Allow {
		return f, name
	}
	if f, ok := Plain(name.S); ok && len(name.S) == len(line.S) && f != field.Context {
		return f, name
	}
	if strings.HasSuffix(name.S, ":") {
		if f := fieldLed(Bare(name.S)); f != field.Unknown {
			return f, name
		}
	}
	if end, not := check.DoneSaid(name.S); end == len(name.S) && end > 0 && end < prose.MaxLead {
		return FieldDone(not), name
	}
	return field.Unknown, page.Text{}
}

// BoldLabel reports a line that begins with a label in bold.
func BoldLabel(line string) bool {
	name, _, ok := strings.Cut(strings.TrimPrefix(line, "**"), "**")
	return ok && strings.HasPrefix(line, "**") && len(name) <= prose.MaxLead && (strings.HasSuffix(name, ":") || strings.HasPrefix(line[len(name)+4:], ":"))
}

// PathLabel are words of a label that can only be said of paths.
var PathLabel = regexp.MustCompile(`(?i)\b(?:paths?|files?|director(?:y|ies)|folders?|chang\w*|modif\w*|touch\w*|edit\w*)\b`)

// StartsPhase reports whether a line may be "Phase N: name".
func StartsPhase(s string) bool { return len(s) > 6 && strings.EqualFold(s[:6], "phase ") }
