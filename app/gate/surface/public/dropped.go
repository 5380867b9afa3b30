package public

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	migration = regexp.MustCompile(`(?i)(^|/)(migrations?|migrate|alembic/versions)/|\.sql$`)
	reverse   = regexp.MustCompile(`(?i)(^|[/._-])(down|rollback|revert|undo)([/._-]|$)`)
	// backward is where a migration begins to say how to go back.
	backward = regexp.MustCompile(`(?i)^\s*(--\s*\+\w+\s+down\b|--\s*migrate:down\b|def (downgrade|down)\b|exports\.down\b|export (async )?(function|const) down\b|(public )?(async )?down\s*[(:=]|module\.exports\.down\b)`)

	takeAway = []*regexp.Regexp{
		regexp.MustCompile("(?i)\\bdrop\\s+(?:table|column|view)\\s+(?:if\\s+exists\\s+)?[\"'`\\[]?(?:\\w+[\"'`\\]]?\\.[\"'`\\[]?)?(\\w+)"),
		regexp.MustCompile("(?i)\\brename\\s+column\\s+[\"'`\\[]?(\\w+)[\"'`\\]]?\\s+to\\b"),
		regexp.MustCompile("(?i)\\balter\\s+table\\s+(?:if\\s+exists\\s+)?[\"'`\\[]?(\\w+)[\"'`\\]]?\\s+rename\\s+to\\b"),
		regexp.MustCompile(`\b(?:drop_table|rename_table|dropTable|renameTable|dropTableIfExists)\(?\s*[:"'](\w+)`),
		regexp.MustCompile(`\b(?:drop_column|remove_column|rename_column|removeColumn)\(?\s*[:"']\w+["']?\s*,\s*[:"'](\w+)`),
		regexp.MustCompile(`\b(?:dropColumn|renameColumn)\(\s*["'](\w+)`),
		regexp.MustCompile(`\b(?:DeleteModel|RenameModel|RemoveField|RenameField)\([^()]*?\b(?:name|old_name)\s*=\s*["'](\w+)["']`),
		regexp.MustCompile(`\b(?:DeleteModel|RenameModel)\(\s*["'](\w+)["']`),
		regexp.MustCompile(`\b(?:RemoveField|RenameField)\(\s*["']\w+["']\s*,\s*["'](\w+)["']`),
	}
	remakes = regexp.MustCompile("(?i)\\b(?:rename\\s+to|create\\s+(?:or\\s+replace\\s+)?(?:table|view)(?:\\s+if\\s+not\\s+exists)?)\\s+[\"'`\\[]?(\\w+)")
)

// dropped are the tables and columns that a new migration takes away or gives
// another name. What it makes anew stays.
func dropped(f *change.File) (out []app.Public) {
	if f.From != "" || f.Is == nil || !migration.MatchString(f.Path) || reverse.MatchString(f.Path) {
		return nil
	}
	var forward strings.Builder
	for n, l := range f.Is.Lines {
		if backward.MatchString(l) {
			break
		}
		if code := f.Is.Code[n]; !strings.HasPrefix(strings.TrimSpace(code), "--") {
			forward.WriteString(code + "\n")
		}
	}
	text, stays := forward.String(), map[string]bool{}
	for _, m := range remakes.FindAllStringSubmatch(text, -1) {
		stays[strings.ToLower(m[1])] = true
	}
	for _, re := range takeAway {
		for _, m := range re.FindAllStringSubmatch(text, -1) {
			if key := strings.ToLower(m[1]); !stays[key] {
				stays[key] = true // told
				out = append(out, app.Public{Kind: "table or column", Name: m[1], Path: f.Path, Change: "removed"})
			}
		}
	}
	return out
}
