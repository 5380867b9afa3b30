package labels

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/ruling"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Bounding reports words over a list, or over a column, that may bound the paths
// in it.
func Bounding(above string) bool {
	for title := range strings.SplitSeq(above, "|") {
		if title = strings.TrimRight(title, ": *_?"); title == "" || len(title) > prose.MaxLead {
			continue
		}
		front, more := CutDash(title)
		c := ruling.LabelClause(front)
		f := ruling.FieldRuled(front)
		if barred.MatchString(title) || more != "" && Forbids(Bare(front)) || f == field.Focus && ruling.Speaks(more, string(rune(prose.IsOnly))) {
			return true
		}
		if f == field.Deny || f == field.Allow || len(c.Rulings()) > 0 || ruling.ClassesIn(c.Classes).Has(ruling.ClassesIn("nt")) && !aProgram.MatchString(front) {
			return true
		}
	}
	return false
}

// barred is a word, with no more than paths or changes beside it, that may say what
// becomes of the paths below it.
var barred = regexp.MustCompile(`(?i)^(?:(?:the|these|all|paths?|files?|changes?|is|are|to|be) )*(?:` + ruling.BanWords + `|ignored?|(?:changes|paths|files) (?:are )?(?:allowed|permitted))(?: (?:paths?|files?|changes?|to|in|from|here|only|are|be))*$`)

// aProgram begins a sentence on what one does: "`prune --dry-run` deletes nothing".
var aProgram = regexp.MustCompile("^`[\\w-]+(?: [^`/]+)?` [a-z]+s\\b")

// CutDash cuts a label before a dash with blanks around it.
func CutDash(s string) (front, more string) {
	if loc := ruling.DashWithin.FindStringIndex(s); loc != nil {
		return s[:loc[0]], s[loc[1]:]
	}
	return s, ""
}

var (
	KeepWords  = regexp.MustCompile(`(?i)^(?:please )?(?:keep|leave|preserve)\b:?`)
	ScopeWords = regexp.MustCompile(`(?i)^scope\b\s*(?::|is\b)?\s*(?:(?:only|just|files?|code|under|in|inside|within|the)\s+)*`)
)

// LabelsPaths reports a line that is nothing but a label of paths.
func LabelsPaths(line page.Text) bool {
	f, name := Alone(line)
	return f.OfPaths() && len(name.S) == len(line.S)
}
