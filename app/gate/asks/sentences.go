// Package asks reads what people ask for in an issue: whether their words let a
// test expect something else, a record grow, or a limit move, and which way.
//
// In come sentences in lower case and the names of what they are asked about,
// out goes yes or no. What the words leave open is no.
package asks

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Sentences cuts a text into its sentences, each on one line. An entry of a list
// stands behind the words that lead to the list.
func Sentences(text string) (out []string) {
	lead := ""
	for _, block := range paragraphs.Split(text, -1) {
		for n, entry := range entries.Split("\n"+block, -1) {
			line := strings.Join(strings.Fields(entry), " ")
			if n > 0 && lead != "" {
				line = lead + " " + line
			}
			cut := sentences(line)
			out = append(out, cut...)
			if n == 0 && line != "" {
				if lead = ""; strings.HasSuffix(line, ":") {
					lead = cut[len(cut)-1]
				}
			}
		}
	}
	return out
}

func sentences(text string) (out []string) {
	from := 0
	for _, at := range stops.FindAllStringIndex(text, -1) {
		if !shortened.MatchString(text[from:at[0]+1]) && (strings.Count(text[from:at[0]], "`")%2 == 0 || !strings.Contains(text[at[0]+1:], "`")) {
			end := at[0]
			if text[end] == '?' {
				end++
			}
			out = append(out, text[from:end])
			from = at[1]
		}
	}
	if from < len(text) {
		out = append(out, text[from:])
	}
	return out
}

// clauses are the parts of a sentence that may have a verb of their own.
func clauses(sentence string) []string { return commas.Split(sentence, -1) }

var (
	paragraphs = regexp.MustCompile(`\n[ \t]*\n`)
	entries    = regexp.MustCompile(`\n[ \t]*([-*+]|\d+[.)]|#+)[ \t]+`)
	stops      = regexp.MustCompile("[.!?;][\"'\x60)]?(\\s|$)")
	shortened  = regexp.MustCompile(`\b(e\.g|i\.e|etc|cf|vs|approx|resp|no)\.$|\s\.{2,3}$`) // or leaves something out
	commas     = regexp.MustCompile(`,\s+(and\s+|but\s+|or\s+|so\s+)?|\s+(but|while|whereas|although|though|because|since|yet|and so)\s+|\s+[-–—]+\s+|\s*[()]\s*`)
)
