package tool

import (
	"context"
	_ "embed"
	"fmt"
	"strings"
)

//go:embed write_file.md
var writeFileText string

type writeArgs struct {
	Path    string `json:"path"`
	Content string `json:"content"`
}

func writeFile(f Files) Tool {
	return proposal[writeArgs]{
		spec: Spec{Name: "write_file", Description: writeFileText, Parameters: object(`
			"path":{"type":"string"},"content":{"type":"string"}`, "path", "content")},
		call: func(_ context.Context, c Call, a writeArgs) (Answer, error) {
			p, fault := clean(a.Path)
			if fault != nil {
				return *fault, nil
			}
			if refusal, ok, err := f.may(c, p); !ok {
				return refusal, err
			}
			if fault := f.write(p, a.Content); fault != nil {
				return *fault, nil
			}
			done := OK(fmt.Sprintf("%s written, %d lines.", p, strings.Count(a.Content, "\n")))
			done.Wrote = true
			return done, nil
		},
	}
}
