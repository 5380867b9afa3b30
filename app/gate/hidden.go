package gate

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// hiddenText asks about characters that make a reviewer and a compiler read
// different things: bidirectional controls and Unicode tags.
func hiddenText(in Input) ([]finding, error) {
	var out []finding
	for _, c := range in.Changes {
		if strings.ContainsFunc(c.Path, hidden) {
			out = append(out, finding{app.Place{Path: c.Path}, "its name holds invisible characters."})
		}
		if c.New == "" || c.Additions < 0 {
			continue
		}
		after, err := in.Candidate(c.Path)
		if err != nil {
			return nil, err
		}
		line := firstHidden(string(after))
		if line == 0 {
			continue
		}
		if c.Old != "" {
			before, err := in.Base(c.Path)
			if err != nil {
				return nil, err
			}
			if firstHidden(string(before)) > 0 {
				continue // it was like that before
			}
		}
		out = append(out, finding{app.Place{Path: c.Path, Line: line}, fmt.Sprintf("line %d holds invisible characters that change how it reads.", line)})
	}
	return out, nil
}

// firstHidden is the line of the first such character, from 1; 0 for none.
func firstHidden(s string) int {
	if !utf8.ValidString(s) {
		return 0
	}
	at := strings.IndexFunc(s, hidden)
	if at < 0 {
		return 0
	}
	return 1 + strings.Count(s[:at], "\n")
}

func hidden(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r >= 0xE0000 && r <= 0xE007F
}
