package interfaces

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// keptAsField tells whether what was worked out where it was read is a field now, by the same
// name, that objects get when they are made: who reads it goes on as before.
func keptAsField(s *change.Set, name string, old product.Offer) bool {
	if old.File == nil || old.File.New == "" || old.Line < 1 || old.Line > len(old.File.Was.Code) || product.OwnerOf(name) == "" {
		return false
	}
	last := product.LastOf(name)
	was := old.File.Was
	head := was.Code[old.Line-1]
	if !strings.Contains(head, "get "+last) && !readAsField.MatchString(language.Part(was.Code, max(0, old.Line-4), old.Line-1)) {
		return false
	}
	set := regexp.MustCompile(`^\s*(?:this|self)\.` + regexp.QuoteMeta(last) + `\s*(?::[^=]+)?=[^=]`)
	return slices.ContainsFunc(old.File.Is.Code, set.MatchString)
}

// readAsField are the marks above what is called by reading it.
var readAsField = regexp.MustCompile(`(?m)^\s*@(?:functools\.)?(?:cached_)?property\s*\n?(?:^\s*@.*\n?)*\z`)
