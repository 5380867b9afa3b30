package removed

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

// toGo tells whether people want a test of the base, by its name, to be removed.
func toGo(s *change.Set, was *language.Source, name string) bool {
	name = suite.Title(name)
	return s.Asked(name) && asks.ToGo(s.Sentences(), name, suite.TitlesOf(was))
}
