package public

import (
	"encoding/json"
	"fmt"
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
	defaults = regexp.MustCompile(`(?i)(^|/)(config|conf|settings|defaults?)[^/]*(/[^/]+)*\.(ya?ml|toml|ini|cfg|conf|properties|json)$|(^|/)\.env[^/]*$`)
	worded   = regexp.MustCompile(`(?i)(^|/)(locales?|i18n|l10n|translations?|lang(uages)?)/`) // values are what people read
	keyValue = regexp.MustCompile(`^\s*(?:export\s+)?["']?([A-Za-z_][\w.-]*)["']?\s*[:=]\s*(\S.*)$`)
)

// reset are the keys of a configuration file that are gone, or have another value
// by default.
func reset(f *change.File, at string) (out []app.Public) {
	if f.From == "" || f.New == "" || schemas.MatchString(at) || !defaults.MatchString(at) || worded.MatchString(at) {
		return nil
	}
	was, is := keysWithValues(f.Was), keysWithValues(f.Is)
	for _, key := range product.Sorted(was) {
		switch {
		case len(is[key]) == 0:
			out = append(out, app.Public{Kind: "configuration key", Name: key, Path: at, Change: "removed"})
		case len(was[key]) == len(is[key]) && !slices.Equal(was[key], is[key]):
			out = append(out, app.Public{Kind: "default of configuration key", Name: key, Path: at, Change: "changed"})
		}
	}
	return out
}

// keysWithValues are the values that each key has, wherever it stands.
func keysWithValues(src *language.Source) map[string][]string {
	out := map[string][]string{}
	var tree any
	if path.Ext(src.Path) == ".json" && json.Unmarshal([]byte(src.Text), &tree) == nil {
		leaves(out, "", tree)
	} else {
		for _, l := range src.Code {
			if m := keyValue.FindStringSubmatch(l); m != nil {
				out[m[1]] = append(out[m[1]], strings.Trim(m[2], " \t,\"'"))
			}
		}
	}
	for _, all := range out {
		slices.Sort(all)
	}
	return out
}

// leaves are the values of a tree by the last key above them.
func leaves(out map[string][]string, key string, tree any) {
	switch t := tree.(type) {
	case map[string]any:
		for _, k := range product.Sorted(t) {
			leaves(out, k, t[k])
		}
	case []any:
		for _, one := range t {
			leaves(out, key, one)
		}
	default:
		out[key] = append(out[key], fmt.Sprint(t))
	}
}
