package tool

import (
	"context"
	_ "embed"
	"fmt"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

//go:embed read_output.md
var readOutputText string

type outputArgs struct {
	ID     string `json:"id"`
	Offset int64  `json:"offset"`
}

func readOutput(c Commands) Tool {
	return proposal[outputArgs]{
		spec: Spec{Name: "read_output", Description: readOutputText, Parameters: object(`
			"id":{"type":"string"},"offset":{"type":"integer","minimum":0}`, "id")},
		call: func(ctx context.Context, _ Call, a outputArgs) (Answer, error) {
			b, size, err := c.Blobs.Blob(ctx, app.Digest(a.ID), max(a.Offset, 0), resultLimit)
			if err != nil {
				return Failed(fmt.Sprintf("There is no output %q; its id stands in the header of the result.", bounded(a.ID, 80))), nil
			}
			text := prefix(strings.ToValidUTF8(string(b), "\uFFFD"), resultLimit-200)
			next := max(a.Offset, 0) + int64(len(text))
			return OK(fmt.Sprintf("bytes %d to %d of %d\n%s", max(a.Offset, 0), min(next, size), size, text)), nil
		},
	}
}
