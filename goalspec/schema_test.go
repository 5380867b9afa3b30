package goalspec_test

import (
	"encoding/json"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestSchema validates every goal of the corpus, and wants the schema to be
// tight: without any one key, or with a foreign one, a goal is refused.
func TestSchema(t *testing.T) {
	var s openapi3.Schema
	if err := json.Unmarshal(goalspec.Schema(), &s); err != nil {
		t.Fatal(err)
	}
	var full map[string]any
	for _, body := range good(t) {
		g, err := goalspec.Parse("", body).Goal()
		if err != nil {
			continue // needs its own form or title
		}
		data, err := json.Marshal(g)
		if err != nil {
			t.Fatal(err)
		}
		var v map[string]any
		if err := json.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		if err := s.VisitJSON(v); err != nil {
			t.Errorf("%s\n%v", data, err)
		}
		if len(v) > len(full) {
			full = v
		}
	}
	for key := range s.Properties {
		if _, ok := full[key]; !ok {
			t.Errorf("no goal of the corpus has %q", key)
		}
	}
	for _, key := range s.Required {
		short := map[string]any{}
		for k, v := range full {
			if k != key {
				short[k] = v
			}
		}
		if s.VisitJSON(short) == nil {
			t.Errorf("the schema takes a goal without %q", key)
		}
	}
	full["extra"] = 1.0
	if s.VisitJSON(full) == nil {
		t.Error("the schema takes a foreign key")
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
		"not an object":     func(v map[string]any) { v["phases"] = "none" },
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
