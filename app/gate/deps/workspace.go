package deps

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// forcedInWorkspace finds what a workspace of packages came to put in the place of
// dependencies.
func forcedInWorkspace(s *change.Set, f *change.File) []change.Finding {
	var out []change.Finding
	was := workspaceParts(f.Was.Code)
	for key, now := range workspaceParts(f.Is.Code) {
		if now.text != was[key].text && !forcedAsAsked(s, now.text, was[key].text) {
			out = append(out, f.At(now.line, key+" puts something else in a dependency's place."))
		}
	}
	return out
}

// part is what a key of a workspace holds, as an object, and where it begins.
type part struct {
	line int
	text string
}

func workspaceParts(code []string) map[string]part {
	out := map[string]part{}
	key := ""
	for n, l := range code {
		if strings.TrimLeft(l, " \t") == l && strings.TrimSpace(l) != "" {
			key = ""
			if m := forcingKey.FindStringSubmatch(l); m != nil {
				key = m[1]
				out[key] = part{n, m[2]}
			}
			continue
		}
		if m := keyed.FindStringSubmatch(l); m != nil && key != "" {
			p := out[key]
			p.text += `"` + strings.Trim(m[1], `"'`) + `": "` + strings.Trim(m[2], `"'`) + "\",\n"
			out[key] = p
		}
	}
	return out
}

var (
	forcingKey = regexp.MustCompile(`^(overrides|patchedDependencies|packageExtensions|resolutions)\s*:\s*(.*)$`)
	keyed      = regexp.MustCompile(`^\s+("[^"]*"|'[^']*'|[^\s:"'][^:]*)\s*:\s*(.*?)\s*$`)
)
