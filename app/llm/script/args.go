package script

import (
	"bytes"
	"encoding/json"
	"math"

	"go.yaml.in/yaml/v3"
)

// args reads the arguments of a call into JSON, keys in the order of the script.
func (r *reader) args(to *json.RawMessage) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.fault(n, "args must be a mapping with keys; what is no object goes into arguments")
			return
		}
		var b bytes.Buffer
		r.toJSON(&b, n)
		*to = b.Bytes()
	}
}

func (r *reader) toJSON(b *bytes.Buffer, n *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode:
		r.objectToJSON(b, n)
	case yaml.SequenceNode:
		b.WriteByte('[')
		for i, item := range n.Content {
			if i > 0 {
				b.WriteByte(',')
			}
			r.toJSON(b, item)
		}
		b.WriteByte(']')
	case yaml.ScalarNode:
		r.scalarToJSON(b, n)
	default:
		r.fault(n, "args must not use aliases")
	}
}

func (r *reader) objectToJSON(b *bytes.Buffer, n *yaml.Node) {
	b.WriteByte('{')
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode || seen[key.Value] {
			r.fault(key, "args must have plain keys, each once")
			continue
		}
		seen[key.Value] = true
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(quote(key.Value))
		b.WriteByte(':')
		r.toJSON(b, n.Content[i+1])
	}
	b.WriteByte('}')
}

func (r *reader) scalarToJSON(b *bytes.Buffer, n *yaml.Node) {
	var v any
	if err := n.Decode(&v); err != nil {
		r.fault(n, "args: %q is not what its tag says", n.Value)
		return
	}
	switch v := v.(type) {
	case nil, bool, int, int64, uint64:
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			r.fault(n, "args: %s has no form in JSON", n.Value)
			return
		}
	default:
		b.Write(quote(n.Value))
		return
	}
	text, err := json.Marshal(v)
	if err != nil {
		r.fault(n, "args: %v", err)
		return
	}
	b.Write(text)
}

// quote returns s as a JSON string that leaves <, > and & readable.
func quote(s string) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		return []byte(`""`)
	}
	return bytes.TrimRight(b.Bytes(), "\n")
}
