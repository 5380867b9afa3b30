package goalspec

import (
	_ "embed"
	"strings"
)

var (
	//go:embed goal.schema.json
	schema string
	//go:embed lint.schema.json
	lintSchema string
)

// Schema is the JSON schema of what [Goal.MarshalJSON] writes.
func Schema() []byte { return []byte(schema) }

// LintSchema is the JSON schema of what goalkeeper lint --format json prints, with
// that of a goal in it.
func LintSchema() []byte {
	return []byte(strings.Replace(lintSchema, `{"$ref": "goal.schema.json"}`, schema, 1))
}
