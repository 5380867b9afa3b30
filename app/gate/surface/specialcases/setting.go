package specialcases

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofSetting tells whether a pair answers a setting of the environment, where
// people named both the setting and what it does.
func ofSetting(s *change.Set, f *change.File, p product.Pair) bool {
	return setting.MatchString(f.Is.Code[p.Line]) && !slices.ContainsFunc(append(slices.Clone(p.In), p.Out...), func(v string) bool { return !s.Asked(v) && !product.Named.MatchString(v) })
}

var setting = regexp.MustCompile(`\benv(iron)?(\.[A-Z]|\.get\(|\[)|(?i:\bgetenv)\(`)
