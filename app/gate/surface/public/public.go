// Package public lists what users have to know of a change. In comes a change,
// out go findings; each speaks only of what the change brought. It keeps nothing,
// so a process that dies here judges again.
package public

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	schemas = regexp.MustCompile(`(?i)\.(proto|graphqls?|prisma|sql|xsd|avsc|thrift)$|(^|/)(open)?api[^/]*\.(json|ya?ml)$|schema[^/]*\.(json|ya?ml)$|(^|/)migrations?/`)
	configs = regexp.MustCompile(`(?i)\.(ya?ml|toml|ini|cfg|conf|properties|env|json)$|(^|/)\.env`)
	keyLine = regexp.MustCompile(`^\s*(?:export\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*[:=]`)
	keyTag  = regexp.MustCompile("(?:yaml|json|toml|env|mapstructure):\"([A-Za-z_][\\w.-]*)")
	flagDef = regexp.MustCompile(`(?:Var[P]?\([^,]+,\s*|\.(?:String|Bool|Int|Int64|Duration|Float64)P?\(|add_argument\([^)]*?|\.option\([^)]*?)["'](--?[a-z][\w-]*|[a-z][\w-]*)["']`)
	table   = regexp.MustCompile(`\b__tablename__\s*=\s*["'](\w+)["']|\bdb_table\s*=\s*["'](\w+)["']|\bTableName\(\)\s*string\s*\{\s*return\s*"(\w+)"|@Entity\(\s*["'](\w+)["']`)
	command = regexp.MustCompile(`\bUse:\s*"([a-z][\w-]*)|add_parser\(\s*["']([a-z][\w-]*)|\.command\(\s*["']([a-z][\w-]*)`)
)

// List lists what users have to know of: exported names, configuration keys,
// their defaults, those of flags and variables, tables, environment variables, HTTP routes and commands that are gone or
// other than before, and schemas that changed; then those that are new.
func List(s *change.Set) []app.Public {
	var out, fresh []app.Public
	for _, f := range s.Files {
		at := cmp.Or(f.From, f.Path)
		if language.IsTest(at) {
			continue
		}
		out = append(out, uncalled(f, at)...)
		if product.OwnTools.MatchString(at) {
			continue
		}
		for _, form := range formsOf(at) {
			out = append(out, onlyIn(f.Was, f.Is, form, app.Public{Kind: form.kind, Path: at, Change: "removed"})...)
			if f.From != "" || form.kind == "command" { // a new file is new as a whole
				fresh = append(fresh, onlyIn(f.Is, f.Was, form, app.Public{Kind: form.kind, Path: f.Path, Change: "added"})...)
			}
		}
		for _, n := range slices.Concat(reset(f, at), otherDefaults(f, at), recalled(f, at), dropped(f)) {
			if !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
		if schemas.MatchString(at) {
			schema := app.Public{Kind: "schema", Name: path.Base(at), Path: at, Change: "changed"}
			switch {
			case f.From == "":
				schema.Change = "added"
				fresh = append(fresh, schema)
				continue
			case f.New == "":
				schema.Change = "removed"
			}
			out = append(out, schema)
		}
	}
	gone, come := names(s, product.Offered(s))
	unread, read := settings(s)
	return slices.Concat(out, unserved(s), unread, gone, fresh, read, come)
}

// names are the exported names that are gone or other, and those that are new;
// of a type that is new its name alone.
func names(s *change.Set, both product.Sides) (gone, come []app.Public) {
	for _, place := range product.Sorted(both.Before) {
		for _, name := range product.Sorted(both.Before[place]) {
			old := both.Before[place][name]
			now, kept := both.After[place][name]
			n := app.Public{Kind: "exported name", Name: name, Path: old.Path, Change: "removed"}
			if kept {
				n.Change = "changed"
			}
			same := old.Shape == now.Shape || old.Used.GoesOn(now.Used) || both.HandsOn(name, old, now)
			switch {
			case old.Promoted, old.Shape == product.PackageProgram, kept && same && !(old.Listed && now.Unlisted):
				continue
			case !kept && (both.Elsewhere(name, old) || old.Handed != nil && !product.WentAlone(s, name, old)):
				continue
			}
			gone = append(gone, n)
		}
	}
	was := map[string][]product.Offer{}
	for _, o := range both.Before {
		for name, one := range o {
			was[name] = append(was[name], one)
		}
	}
	told := map[string]bool{}
	for _, place := range product.Sorted(both.After) {
		before, after := both.Before[place], both.After[place]
		for _, name := range product.Sorted(after) {
			now := after[name]
			_, had := before[name]
			_, knew := before[product.OwnerOf(name)]
			_, owned := after[product.OwnerOf(name)]
			written := now.File != nil && (now.File.From == "" || product.Reshaped(now.File))
			if had || now.Promoted || !written || owned && !knew || slices.ContainsFunc(was[name], func(o product.Offer) bool { return o.Shape == now.Shape }) {
				continue
			}
			if told[name] && now.Handed != nil || now.Shape == product.AllOf || now.Shape == product.PackageProgram {
				continue
			}
			told[name] = true
			come = append(come, app.Public{Kind: "exported name", Name: name, Path: now.Path, Change: "added"})
		}
	}
	return gone, come
}

// form is how a kind of name is written.
type form struct {
	kind string
	line *regexp.Regexp
}

func formsOf(at string) []form {
	switch {
	case schemas.MatchString(at):
		return nil
	case configs.MatchString(at):
		return []form{{"configuration key", keyLine}}
	case language.Of(at).Code():
		return []form{{"configuration key", keyTag}, {"command", flagDef}, {"command", command}, {"table", table}}
	}
	return nil
}

// onlyIn are the names in a text that are in no line of the other.
func onlyIn(in, other *language.Source, f form, name app.Public) (out []app.Public) {
	known := words(f.line, other)
	for _, name.Name = range words(f.line, in) {
		if !slices.Contains(known, name.Name) && !slices.Contains(out, name) {
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
