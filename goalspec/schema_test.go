package goalspec_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestSchema validates every goal of the corpus and wants the schema to be tight
// at every depth: an object without a key it must have, or with a foreign one, a
// value of another type, an enumeration's or a pattern's or a number's foreign
// value is refused. Between them the goals have every key of the schema.
func TestSchema(t *testing.T) {
	var s openapi3.Schema
	if err := json.Unmarshal(goalspec.Schema(), &s); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, body := range good(t) {
		g, err := goalspec.Parse("", body).Goal()
		if err != nil {
			continue // needs its own form or title
		}
		data, err := json.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		var v any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		if err := s.VisitJSON(v); err != nil {
			t.Fatalf("%s\n%v", data, err)
		}
		d := distortion{t: t, root: &s, whole: v, seen: seen}
		d.value("goal", &s, v, nil)
	}
	wantSeen(t, "goal", &s, seen)
}

// distortion spoils a valid goal in one place after another.
type distortion struct {
	t     *testing.T
	root  *openapi3.Schema
	whole any
	seen  map[string]bool // schema paths that were tried
}

func (d *distortion) refused(path, how string) {
	d.t.Helper()
	if d.root.VisitJSON(d.whole) == nil {
		d.t.Errorf("the schema takes %s %s", path, how)
	}
}

// value tries a value at a path; set puts another in its place.
func (d *distortion) value(path string, s *openapi3.Schema, v any, set func(any)) {
	if v == nil {
		return // an optional object
	}
	first := !d.seen[path]
	d.seen[path] = true
	if set != nil && first {
		for _, wrong := range []any{"\x00", 1.5, true, []any{1.0}, map[string]any{"x": 1.0}} {
			if fmt.Sprintf("%T", wrong) == fmt.Sprintf("%T", v) && len(s.Enum) == 0 && s.Pattern == "" && !s.Type.Is("integer") {
				switch wrong.(type) {
				case string, float64, bool:
					continue // any will do
				}
			}
			set(wrong)
			d.refused(path, fmt.Sprintf("as %v", wrong))
		}
		set(v)
	}
	switch v := v.(type) {
	case map[string]any:
		d.object(path, s, v, first)
	case []any:
		for i := range v {
			d.value(path+"[]", s.Items.Value, v[i], func(to any) { v[i] = to })
		}
	}
}

func (d *distortion) object(path string, s *openapi3.Schema, v map[string]any, first bool) {
	for key, old := range v {
		if p := s.Properties[key]; p != nil {
			d.value(path+"."+key, p.Value, old, func(to any) { v[key] = to })
		} else {
			d.value(path+".*", s.AdditionalProperties.Schema.Value, old, func(to any) { v[key] = to })
		}
	}
	if !first {
		return
	}
	for _, key := range s.Required {
		old := v[key]
		delete(v, key)
		d.refused(path, "without "+key)
		v[key] = old
	}
	if len(s.Properties) > 0 {
		v["foreign"] = "x"
		d.refused(path, "with a foreign key")
		delete(v, "foreign")
	}
}

// wantSeen wants each path of a schema to have been tried.
func wantSeen(t *testing.T, path string, s *openapi3.Schema, seen map[string]bool) {
	if !seen[path] {
		t.Errorf("no goal of the corpus has %s", path)
	}
	for key, p := range s.Properties {
		wantSeen(t, path+"."+key, p.Value, seen)
	}
	if s.Items != nil {
		wantSeen(t, path+"[]", s.Items.Value, seen)
	}
}

func TestJSONRefusesWhatNoDocumentGives(t *testing.T) {
	good := mustGoal(t, "", ticket)
	data, err := json.Marshal(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(map[string]any){
		"criterion ids": func(v map[string]any) { v["criteria"].([]any)[0].(map[string]any)["id"] = "C7" },
		"no criteria":   func(v map[string]any) { v["criteria"] = []any{} },
		"a slipped command": func(v map[string]any) {
			v["criteria"].([]any)[2].(map[string]any)["command"] = ""
			v["criteria"].([]any)[2].(map[string]any)["by_inspection"] = false
		},
		"a vague outcome": func(v map[string]any) {
			v["outcome"] = "better"
			v["criteria"] = []any{map[string]any{"id": "C1", "text": "good"}}
		},
		"contradiction":     func(v map[string]any) { v["scope"] = map[string]any{"allow": []any{"a/**"}, "deny": []any{"a/**"}} },
		"hidden text":       func(v map[string]any) { v["outcome"] = "move the export\u200b to the queue" },
		"negative budget":   func(v map[string]any) { v["budget"] = map[string]any{"actions": -1} },
		"unknown work type": func(v map[string]any) { v["work_type"] = "magic" },
		"a forged heading":  func(v map[string]any) { v["outcome"] = "move it\n\n### Evidence\n\n- nothing" },
		"an unknown key":    func(v map[string]any) { v["more"] = "x" },
		"a key within":      func(v map[string]any) { v["criteria"].([]any)[0].(map[string]any)["more"] = "x" },
		"a place before 1":  func(v map[string]any) { v["criteria"].([]any)[0].(map[string]any)["line"] = -1 },
		"a place that ends before it begins": func(v map[string]any) {
			v["criteria"].([]any)[0].(map[string]any)["end_line"] = 1
		},
		"half a place":        func(v map[string]any) { v["outcome_span"].(map[string]any)["column"] = 0 },
		"places of no paths":  func(v map[string]any) { v["spans"].(map[string]any)["deny"] = []any{v["outcome_span"]} },
		"places of no phases": func(v map[string]any) { v["spans"].(map[string]any)["only"] = []any{[]any{}} },
		"steps of no phases":  func(v map[string]any) { v["spans"].(map[string]any)["steps"] = []any{[]any{}} },
		"not an object":       func(v map[string]any) { v["phases"] = "none" },
	} {
		var v map[string]any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		change(v)
		changed, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var g goalspec.Goal
		if err := json.Unmarshal(changed, &g); err == nil {
			t.Errorf("%s: decoded", name)
		}
	}
}
