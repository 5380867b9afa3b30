package swallowed

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// maxHandler is how far from a line the handler that it stands in is looked for.
const maxHandler = 40

// toldAnyway tells whether a line stands in a handler that tells its error in any case:
// what else goes wrong there keeps nobody from hearing of it.
func toldAnyway(src *language.Source, n int) bool {
	depth := product.IndentOf(src.Bare[n])
	for up := n - 1; up >= max(0, n-maxHandler) && depth > 0; up-- {
		text := src.Bare[up]
		if strings.TrimSpace(text) == "" || product.IndentOf(text) >= depth {
			continue
		}
		if opensHandler.MatchString(text) && throwsAfter(src, n, depth) {
			return true
		}
		depth = product.IndentOf(text)
	}
	return false
}

// throwsAfter tells whether what follows a line in a block of an indent throws, and neither
// leaves it before nor on the line itself.
func throwsAfter(src *language.Source, n, depth int) bool {
	for down := n; down < min(len(src.Bare), n+maxHandler); down++ {
		text := strings.TrimSpace(src.Bare[down])
		switch in := product.IndentOf(src.Bare[down]); {
		case text == "":
		case in < depth:
			return false
		case in == depth && throwsOn.MatchString(text):
			return true
		case leavesIt.MatchString(text):
			return false
		}
	}
	return false
}

var (
	opensHandler = regexp.MustCompile(`^\s*(?:\}\s*)?(?:except\b|catch\b)`)
	throwsOn     = regexp.MustCompile(`^(?:raise|throw)\b`)
	leavesIt     = regexp.MustCompile(`(?:^|[:{};)]\s*)(?:return|continue|break|yield)\b`)
)
