package policy_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"go.yaml.in/yaml/v3"

	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

var update = flag.Bool("update", false, "write what the parser says into the corpus")

// beyond begins a file whose fault only the parser can see.
const beyond = "# beyond the schema: "

type document struct {
	name, path string
	text       []byte
}

func corpus(t testing.TB, dir string) []document {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", dir, "*.yml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no corpus in %s: %v", dir, err)
	}
	var all []document
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, document{strings.TrimSuffix(filepath.Base(p), ".yml"), p, text})
	}
	return all
}

func TestGoodFiles(t *testing.T) {
	accepts := schema(t)
	for _, d := range corpus(t, "good") {
		t.Run(d.name, func(t *testing.T) {
			p, err := policy.Parse(d.text)
			if err != nil {
				t.Fatalf("parser: %v", err)
			}
			if err := accepts(d.text); err != nil {
				t.Errorf("schema: %v", err)
			}
			roundTrip(t, p)
		})
	}
}

// roundTrip holds that a policy's JSON form is a file that says the same.
func roundTrip(t testing.TB, p policy.Policy) {
	t.Helper()
	text, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	kept, err := policy.Sealed(text)
	if err != nil || !reflect.DeepEqual(kept, p) {
		t.Fatalf("kept and read back: %v\n%+v\n%+v", err, kept, p)
	}
	again, err := policy.Parse(text)
	if err != nil || !reflect.DeepEqual(again, p) {
		t.Fatalf("written and parsed: %v\n%s\n%+v\n%+v", err, text, again, p)
	}
}

func TestBadFiles(t *testing.T) {
	accepts := schema(t)
	for _, d := range corpus(t, "bad") {
		t.Run(d.name, func(t *testing.T) {
			_, err := policy.Parse(d.text)
			var faults policy.Faults
			if !errors.As(err, &faults) || len(faults) == 0 {
				t.Fatalf("no faults: %v", err)
			}
			var got strings.Builder
			for _, f := range faults {
				got.WriteString(f.Error() + "\n")
			}
			golden(t, strings.TrimSuffix(d.path, ".yml")+".faults", got.String())
			sees := !bytes.HasPrefix(d.text, []byte(beyond))
			if err := accepts(d.text); (err != nil) != sees {
				t.Errorf("schema: %v", err)
			}
		})
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// schema gives a function that holds a YAML text against the published schema.
func schema(t testing.TB) func(text []byte) error {
	t.Helper()
	var s openapi3.Schema
	if err := json.Unmarshal([]byte(policy.Schema()), &s); err != nil {
		t.Fatal(err)
	}
	return func(text []byte) error {
		value, err := asJSON(text)
		if err != nil {
			return err
		}
		return s.VisitJSON(value, openapi3.EnableJSONSchema2020(), openapi3.MultiErrors())
	}
}

// asJSON reads the first document as an editor would; none is no keys.
func asJSON(text []byte) (any, error) {
	var v any
	switch err := yaml.NewDecoder(bytes.NewReader(text)).Decode(&v); {
	case errors.Is(err, io.EOF), err == nil && v == nil && !strings.Contains(string(text), "null"):
		return map[string]any{}, nil
	case err != nil && strings.Contains(err.Error(), "already defined"):
		return map[string]any{}, nil
	case err != nil:
		return nil, err
	}
	b, err := json.Marshal(v)
	if err != nil {
		return map[string]any{}, nil // .nan and .inf have no JSON form
	}
	err = json.Unmarshal(b, &v)
	return v, err
}
