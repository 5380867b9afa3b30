package surface

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// asRuled tells whether people gave an input the answer that a branch gives it, and what
// came to its function answers all others by work.
func asRuled(s *change.Set, f *change.File, p pair) bool {
	if p.table || len(p.in) != 1 || len(p.out) != 1 || !asks.NamesCase(s.Sentences(), p.in[0], p.out[0]) {
		return false
	}
	fn, in := f.Is.Around(p.line)
	return in && slices.ContainsFunc(f.Added(), func(n int) bool {
		answer, ok := returned(f.Is.Code[n])
		return ok && fn.Head < n && n < fn.End && !onlyValue.MatchString(strings.TrimSpace(answer)) && byWork.MatchString(answer)
	})
}

// byWork is an answer that is put together or reckoned.
var byWork = regexp.MustCompile(`[(\[+*/%]|\$\{`)
