package goalspec

import _ "embed"

//go:embed goal.schema.json
var schema string

// Schema is the JSON schema of what [Goal.MarshalJSON] writes.
func Schema() []byte { return []byte(schema) }
