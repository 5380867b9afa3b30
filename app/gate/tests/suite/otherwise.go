package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// ToEdit tells what people said of a test of the base, by its name: whether it is to
// expect something else.
func ToEdit(s *change.Set, was *language.Source, name string) asks.Edit {
	name = Title(name)
	if !s.Asked(name) {
		return asks.Unsaid
	}
	return asks.ToEdit(s.Sentences(), name, TitlesOf(was))
}
