package surface

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// ofSetting tells whether a pair answers a setting of the environment, where
// people named both the setting and what it does.
func ofSetting(s *change.Set, f *change.File, p pair) bool {
	return setting.MatchString(f.Is.Code[p.line]) && !slices.ContainsFunc(append(slices.Clone(p.in), p.out...), func(v string) bool { return !s.Asked(v) && !named.MatchString(v) })
}

var setting = regexp.MustCompile(`\benv(iron)?(\.[A-Z]|\.get\(|\[)|(?i:\bgetenv)\(`)
