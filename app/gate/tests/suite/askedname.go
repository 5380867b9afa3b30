package suite

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	OfSetup     = regexp.MustCompile(`\b(?:conftest|fixtures?|set-?up|beforeeach|beforeall|tests?|suite)\b`)
	PutsInPlace = regexp.MustCompile(`\b(?:sets?|patch\w*|freez\w*|frozen|replac\w*|pins?|pinned|stub\w*|mock\w*|fak\w+|swap\w*|overrid\w*|points?)\b`)
)
