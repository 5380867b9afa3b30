package github

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// MaxBody is how many code points of a body are sent; GitHub takes a few more.
const MaxBody = 60_000

// Cut shortens a body to limit code points and says so. Trailing lines that
// are goalkeeper's own markers stay.
func Cut(body string, limit int) string {
	total := utf8.RuneCountInString(body)
	if total <= limit {
		return body
	}
	text, markers := splitMarkers(body)
	note := fmt.Sprintf("\n\n_Cut here: the whole text has %d characters._\n", total)
	room := max(0, limit-utf8.RuneCountInString(note)-utf8.RuneCountInString(markers))
	for i := range text {
		if room == 0 {
			text = text[:i]
			break
		}
		room--
	}
	return text + note + markers
}

// Marked tells whether the last line of body is mark. Markers elsewhere may
// be quotations.
func Marked(body, mark string) bool {
	body = strings.TrimRight(body, " \t\r\n")
	return mark != "" && strings.TrimSpace(body[strings.LastIndexByte(body, '\n')+1:]) == mark
}

func splitMarkers(body string) (text, markers string) {
	text = strings.TrimRight(body, " \t\r\n")
	for {
		at := strings.LastIndexByte(text, '\n') + 1
		if !strings.HasPrefix(strings.TrimSpace(text[at:]), "<!-- goalkeeper") {
			return text, body[len(text):]
		}
		text = strings.TrimRight(text[:at], " \t\r\n")
		if at == 0 {
			return "", body
		}
	}
}
