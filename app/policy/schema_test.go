package policy_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// object is one part of the published schema.
type object map[string]any

func published(t *testing.T) (root object) {
	t.Helper()
	if err := json.Unmarshal([]byte(policy.Schema()), &root); err != nil {
		t.Fatal(err)
	}
	return root
}

func (root object) resolve(part any) object {
	o := object(part.(map[string]any))
	if ref, ok := o["$ref"].(string); ok {
		return root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	}
	return o
}

// TestSchemaHasTheKeys holds the keys of the schema and those the parser knows
// against each other, in both directions, and that each says what it is.
func TestSchemaHasTheKeys(t *testing.T) {
	root := published(t)
	var compare func(part object, typ reflect.Type, path string)
	compare = func(part object, typ reflect.Type, path string) {
		props := part["properties"].(map[string]any)
		if part["additionalProperties"] != false {
			t.Errorf("%s takes any key", path)
		}
		known := map[string]bool{}
		for name, field := range keysOf(typ) {
			known[name] = true
			prop, ok := props[name].(map[string]any)
			if !ok || prop["description"] == nil {
				t.Errorf("the schema does not describe %s.%s", path, name)
				continue
			}
			if field.Kind() == reflect.Struct {
				compare(root.resolve(prop), field, path+"."+name)
			}
		}
		for name := range props {
			if !known[name] {
				t.Errorf("the parser does not know %s.%s", path, name)
			}
		}
	}
	compare(root, reflect.TypeFor[policy.Policy](), "")
	compare(root.resolve(map[string]any{"$ref": "#/$defs/category"}), reflect.TypeFor[policy.Category](), ".categories.*")
}

func keysOf(typ reflect.Type) map[string]reflect.Type {
	out := map[string]reflect.Type{}
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Anonymous {
			for name, t := range keysOf(f.Type) {
				out[name] = t
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		out[name] = f.Type
	}
	return out
}

// TestSchemaHasTheDefaults holds that every key tells its default, and tells
// it right: as a value, or in words where the default is none.
func TestSchemaHasTheDefaults(t *testing.T) {
	root := published(t)
	text, err := json.Marshal(policy.Default())
	if err != nil {
		t.Fatal(err)
	}
	var defaults map[string]any
	if err := json.Unmarshal(text, &defaults); err != nil {
		t.Fatal(err)
	}
	var compare func(props, values map[string]any, path string)
	compare = func(props, values map[string]any, path string) {
		for name, p := range props {
			prop := p.(map[string]any)
			value, stated := values[name]
			inner, group := prop["properties"].(map[string]any)
			switch {
			case group:
				below, _ := value.(map[string]any)
				compare(inner, below, path+name+".")
			case stated && !reflect.DeepEqual(prop["default"], value):
				t.Errorf("%s%s: default %v, documented %v", path, name, value, prop["default"])
			case !stated && (prop["default"] != nil || !strings.Contains(fmt.Sprint(prop["description"]), "Default: ")):
				t.Errorf("%s%s: has no default, documented %v, %v", path, name, prop["default"], prop["description"])
			}
		}
	}
	compare(root["properties"].(map[string]any), defaults, "")
}

// TestSchemaAndParserAgree throws values at keys: what one takes the other
// takes, but for rules that a schema cannot state.
func TestSchemaAndParserAgree(t *testing.T) {
	accepts := schema(t)
	texts := []string{
		"always", "large", "never", "nothing", "approval", "ask", "allow", "stop", "continue", "verified", "first_checkpoint", "low", "high", "write", "admin",
		"integration", "analysis", "migration", "10m", "72h", "0h", "1h1h", "72h0m0s", "src/**", ".", "./", "../x", "[!a]", "~/x", "$HOME/x", `a\b`, "[a", "!x", "{a}", "a b", "a\nb", " ", "", "ann", "@ann", "A_b-c",
		"a.example", "*.a.example:80", "10.0.0.1", "bots/{id}", "{id} x", "{who}{id}", "kubectl apply", "a;b", "ünï", "x\x00y",
	}
	value := rapid.Custom(func(t *rapid.T) any {
		text := rapid.SampledFrom(texts)
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return rapid.SampledFrom([]any{0, 1, -1, 2.5, 50, 1e12, 1e13}).Draw(t, "number")
		case 1:
			return rapid.Bool().Draw(t, "bool")
		case 2:
			return rapid.SliceOfN(text, 0, 3).Draw(t, "list")
		case 3:
			return map[string]any{rapid.SampledFrom([]string{"paths", "permission", "actions", "verification", "deploy", "A", "b c"}).Draw(t, "key"): text.Draw(t, "text")}
		}
		return text.Draw(t, "text")
	})
	var keys [][]string
	for name, typ := range keysOf(reflect.TypeFor[policy.Policy]()) {
		keys = append(keys, []string{name})
		if typ.Kind() == reflect.Struct {
			for inner, typ := range keysOf(typ) {
				keys = append(keys, []string{name, inner})
				if typ.Kind() == reflect.Struct {
					for last := range keysOf(typ) {
						keys = append(keys, []string{name, inner, last})
					}
				}
			}
		}
	}
	keys = append(keys, []string{"categories", "deploy", "paths"}, []string{"categories", "x", "commands"}, []string{"env", "A"}, []string{"gates", "size"}, []string{"gates", "size", "verification"}, []string{"gates", "links", "integration"}, []string{"nothing"})
	slices.SortFunc(keys, slices.Compare)
	rapid.Check(t, func(t *rapid.T) {
		path := keys[rapid.IntRange(0, len(keys)-1).Draw(t, "key")]
		doc := value.Draw(t, "value")
		for n := len(path) - 1; n >= 0; n-- {
			doc = map[string]any{path[n]: doc}
		}
		text, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		_, err = policy.Parse(text)
		if beyondIt := err != nil && stated(err.Error()); !beyondIt && (err == nil) != (accepts(text) == nil) {
			t.Fatalf("%s: parser %v, schema %v", text, err, accepts(text))
		}
	})
}

// stated tells whether a fault is one of those that a schema cannot state.
func stated(fault string) bool {
	for _, rule := range []string{"name git accepts", "must be longer", "brackets is not closed", "longer than 300 bytes"} {
		if strings.Contains(fault, rule) {
			return true
		}
	}
	return false
}
