package text

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// largeFile is the size from which a changed file is flagged, in bytes.
const largeFile = 1 << 20

// Binaries finds what a reviewer cannot read.
func Binaries(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		switch {
		case f.New == "" || f.New == f.Old:
		case f.Binary:
			out = append(out, f.Whole("its content is binary."))
		case f.Size > largeFile:
			out = append(out, f.Whole(fmt.Sprintf("it has %d KiB.", f.Size>>10)).Measuring("%d bytes", f.Size))
		}
	}
	return out, nil
}
