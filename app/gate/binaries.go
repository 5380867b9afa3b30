package gate

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// largeFile is the size from which a changed file is flagged, in bytes.
const largeFile = 1 << 20

// binaries flags what a reviewer cannot read.
func binaries(in Input) ([]finding, error) {
	var out []finding
	for _, c := range in.Changes {
		if c.New == "" {
			continue
		}
		if c.Additions < 0 {
			out = append(out, finding{app.Place{Path: c.Path}, "its content is binary."})
			continue
		}
		b, err := in.Candidate(c.Path)
		if err != nil {
			return nil, err
		}
		if len(b) > largeFile {
			out = append(out, finding{app.Place{Path: c.Path}, fmt.Sprintf("it has %d KiB.", len(b)>>10)})
		}
	}
	return out, nil
}
