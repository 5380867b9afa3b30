package ruling

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// FilesIn are the files among the words that stand in code marks.
func (c Clause) FilesIn() (out []Pattern) {
	for i := range c.Words {
		if name := prose.BareCode(c.word(i)); c.Classes[i] == prose.IsName && strings.HasPrefix(c.word(i), "`") && prose.IsFileName(name) {
			out = append(out, Pattern{Pattern: name})
		}
	}
	return out
}
