package policy

import _ "embed"

//go:embed schema.json
var schema string

// Schema is the JSON Schema (2020-12) of the file, with the default of every
// key. What it cannot say — names git accepts, stop_after beyond remind_after,
// keys given twice — only Parse finds.
func Schema() string { return schema }
