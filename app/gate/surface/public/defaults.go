package public

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const written = `("[^"]*"|'[^']*'|-?\d[\w.]*|true|false|True|False|None|nil|null|\d*\s*\*?\s*time\.\w+)`

// assumed are the ways to write what holds where users say nothing of a flag or a variable:
// its name, and the value.
var assumed = []struct {
	kind string
	re   *regexp.Regexp
}{
	{"environment variable", regexp.MustCompile(`\b(?:environ\.get|\w*[gG]et[eE]nv\w*|\w*[eE]nv\w*|ENV\.fetch)\(\s*["']([A-Z][A-Z0-9_]+)["']\s*,\s*` + written)},
	{"environment variable", regexp.MustCompile(`\b(?:environ\.get|\w*[gG]et[eE]nv\w*|\w*[eE]nv\w*|ENV\.fetch)\(\s*["']([A-Z][A-Z0-9_]+)["']\s*\)\s*(?:\|\||\?\?|or\b|,)\s*` + written)},
	{"environment variable", regexp.MustCompile(`\b(?:process|import\.meta)\.env\.([A-Z][A-Z0-9_]+)\s*(?:\|\||\?\?)\s*` + written)},
	{"command", regexp.MustCompile(`\.(?:String|Bool|Int|Int64|Uint|Duration|Float64)(?:Var)?P?\((?:\s*&[\w.]+,)?\s*"([a-z][\w-]*)"\s*,\s*(?:"\w?"\s*,\s*)?` + written)},
	{"command", regexp.MustCompile(`(?:add_argument|\boption)\([^)]*?["']--([a-z][\w-]*)["'][^)]*?\bdefault\s*=\s*` + written)},
	{"command", regexp.MustCompile(`\.option\(\s*["'](?:-\w,\s*)?--([a-z][\w-]*)[^"']*["']\s*,\s*["'][^"']*["']\s*,\s*` + written)},
}

// otherDefaults are the flags and environment variables for which another value holds where
// users say nothing.
func otherDefaults(f *change.File, at string) (out []app.Public) {
	if f.From == "" || f.New == "" || !f.Is.Product() {
		return nil
	}
	for _, a := range assumed {
		was, is := valuesOf(a.re, f.Was), valuesOf(a.re, f.Is)
		for _, name := range product.Sorted(was) {
			if now, kept := is[name]; kept && now != was[name] {
				out = append(out, app.Public{Kind: "default of " + a.kind, Name: name, Path: at, Change: "changed"})
			}
		}
	}
	return out
}

// valuesOf are what is assumed of each name in a source.
func valuesOf(re *regexp.Regexp, src *language.Source) map[string]string {
	out := map[string]string{}
	for _, m := range re.FindAllStringSubmatch(strings.Join(src.Code, "\n"), -1) {
		if _, known := out[m[1]]; !known {
			out[m[1]] = strings.Trim(m[2], `"'`)
		}
	}
	return out
}
