package ruling

import (
	"html"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// quotedPath is a path in quotation marks.
var quotedPath = regexp.MustCompile("[\"“'‘]([^\\s\"“”'‘’`]+)[\"”'’]")

// ofEnding are the files of an ending, wherever they are.
var ofEnding = regexp.MustCompile("`(\\.[a-zA-Z0-9]{1,8})` files\\b")

var (
	codeTag   = regexp.MustCompile(`(?i)</?(?:code|kbd|tt)>`)
	strikeTag = regexp.MustCompile(`(?i)</?(?:del|s|strike)\b[^>]*>`)
)

// asShown is a statement as the page shows it: with no tags, links, entities, or
// underscores or two asterisks around words. Paths in code tags stand in code marks.
func asShown(s string) string {
	if !strings.ContainsAny(s, "<&[_ʼ*") {
		return s
	}
	if strings.IndexByte(s, '<') >= 0 {
		s = strikeTag.ReplaceAllString(codeTag.ReplaceAllString(s, "`"), "~~")
	}
	if strings.Contains(s, "](") {
		s = prose.UnlinkedTo(s, prose.Linked)
	}
	parts := strings.Split(s, "`")
	for i := 0; i < len(parts); i += 2 {
		p := parts[i]
		if strings.IndexByte(p, '<') >= 0 {
			p = prose.InlineTag.ReplaceAllString(p, " ")
		}
		if strings.IndexByte(p, '&') >= 0 {
			p = html.UnescapeString(p)
		}
		parts[i] = strings.ReplaceAll(p, "ʼ", "'")
	}
	if s = strings.Join(parts, "`"); strings.Count(s, "_") > 1 {
		s = unlined(s)
	}
	if strings.Count(s, "**") > 1 {
		s = unbold(s)
	}
	return s
}

// unbold takes off two asterisks that begin a word and end a later one with letters;
// no glob ends so behind one that begins so.
func unbold(s string) string {
	words := strings.Split(s, " ")
	open := -1
	for i, w := range words {
		if len(w) > 2 && w[:2] == "**" && prose.IsLetter(w[2]) {
			open = i
		}
		end := strings.TrimRight(w, ".,;:!?")
		bare := strings.TrimSuffix(end, "**")
		if said := strings.TrimRight(bare, ".:!?"); open >= 0 && i > open && bare != end && said != "" && prose.IsLetter(said[len(said)-1]) {
			words[open] = words[open][2:]
			words[i], open = bare+w[len(end):], -1
		}
	}
	return strings.Join(words, " ")
}

// unlined takes off the underscores that begin a word and end a later one.
func unlined(s string) string {
	words := strings.Split(s, " ")
	open := -1
	for i, w := range words {
		if strings.HasPrefix(w, "_") && !strings.Contains(w, "/") {
			open = i
		}
		end := strings.TrimRight(w, ".,;:!?")
		if bare := strings.TrimRight(end, "_"); open >= 0 && i > open && bare != end {
			words[open] = strings.TrimLeft(words[open], "_")
			words[i], open = bare+w[len(end):], -1
		}
	}
	return strings.Join(words, " ")
}

// CodeMarked puts paths that stand in quotation marks in code marks, and a pattern in the
// place of the files of an ending.
func CodeMarked(s string) string {
	s = Unexempted(asShown(s))
	if strings.Contains(s, "`.") {
		s = ofEnding.ReplaceAllString(s, "`**/*$1` files")
	}
	if !strings.ContainsAny(s, "\"“'‘") {
		return s
	}
	return quotedPath.ReplaceAllStringFunc(s, func(q string) string {
		if path := quotedPath.FindStringSubmatch(q)[1]; prose.LooksLikePath(path) {
			return "`" + path + "`"
		}
		return q
	})
}
