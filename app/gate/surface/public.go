package surface

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/regexp"
)

// Name is something users of a product rely on that a change took away or made
// different.
type Name struct {
	Kind string // exported name, configuration key, schema, command
	Name string
	Path string
}

var (
	schemas  = regexp.MustCompile(`(?i)\.(proto|graphql|sql|xsd|avsc|thrift)$|(^|/)(open)?api[^/]*\.(json|ya?ml)$|schema[^/]*\.(json|ya?ml)$|(^|/)migrations?/`)
	configs  = regexp.MustCompile(`(?i)\.(ya?ml|toml|ini|cfg|conf|properties|env|json)$|(^|/)\.env`)
	ownTools = regexp.MustCompile(`(?i)(^|/)(\.github|\.gitlab|testdata|node_modules|vendor)/|(^|/)(package(-lock)?|tsconfig|composer)\.json$|lock\.(ya?ml|json)$|(^|/)(Cargo|pyproject|Pipfile)\.(toml|lock)$`)
	keyLine  = regexp.MustCompile(`^\s*(?:export\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*[:=]`)
	keyTag   = regexp.MustCompile("(?:yaml|json|toml|env|mapstructure):\"([A-Za-z_][\\w.-]*)")
	envVar   = regexp.MustCompile(`(?:Getenv|LookupEnv|environ\.get|getenv)\(\s*["']([A-Z][A-Z0-9_]+)["']|process\.env\.([A-Z][A-Z0-9_]+)`)
	flagDef  = regexp.MustCompile(`(?:Var[P]?\([^,]+,\s*|\.(?:String|Bool|Int|Int64|Duration|Float64)P?\(|add_argument\([^)]*?|\.option\([^)]*?)["'](--?[a-z][\w-]*|[a-z][\w-]*)["']`)
	command  = regexp.MustCompile(`\bUse:\s*"([a-z][\w-]*)|add_parser\(\s*["']([a-z][\w-]*)|\.command\(\s*["']([a-z][\w-]*)`)
)

// Public lists what users have to know of: exported names, configuration keys
// and commands that are gone or other than before, and schemas that changed.
// What is new breaks nobody.
func Public(s *change.Set) []Name {
	var out []Name
	for _, f := range s.Files {
		at := f.From
		if at == "" || language.IsTest(at) || ownTools.MatchString(at) {
			continue
		}
		switch {
		case schemas.MatchString(at):
			out = append(out, Name{"schema", path.Base(at), at})
		case configs.MatchString(at):
			out = append(out, lost("configuration key", at, keyLine, f)...)
		case language.Of(at).Code():
			for _, form := range []*regexp.Regexp{keyTag, envVar} {
				out = append(out, lost("configuration key", at, form, f)...)
			}
			for _, form := range []*regexp.Regexp{flagDef, command} {
				out = append(out, lost("command", at, form, f)...)
			}
		}
	}
	both := offered(s)
	for _, place := range sorted(both.before) {
		for _, name := range sorted(both.before[place]) {
			old := both.before[place][name]
			now, kept := both.after[place][name]
			if old.promoted || kept && old.shape == now.shape || !kept && offeredElsewhere(both.after, name, old) {
				continue
			}
			out = append(out, Name{"exported name", name, old.path})
		}
	}
	return out
}

// lost are the matches of form in what a file was that are in no line of what
// it is.
func lost(kind, at string, form *regexp.Regexp, f *change.File) []Name {
	var out []Name
	is := words(form, f.Is)
	for _, w := range words(form, f.Was) {
		name := Name{kind, w, at}
		if !slices.Contains(is, w) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func words(form *regexp.Regexp, src *language.Source) []string {
	if src == nil {
		return nil
	}
	var out []string
	for l := range strings.Lines(src.Text) {
		for _, m := range form.FindAllStringSubmatch(l, -1) {
			for _, w := range m[1:] {
				if w != "" {
					out = append(out, strings.TrimLeft(w, "-"))
				}
			}
		}
	}
	return out
}
