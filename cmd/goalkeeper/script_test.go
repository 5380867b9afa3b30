package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// inTurn runs scripts one after the other, beside the stories: what is parallel
// itself would wait behind all of them, and the longest be alone.
type inTurn struct{ *testing.T }

func (inTurn) Parallel() {}

func (inTurn) Verbose() bool { return testing.Verbose() }

func (t inTurn) Run(name string, play func(testscript.T)) {
	t.T.Run(name, func(t *testing.T) { play(inTurn{t}) })
}

// TestScripts plays testdata/script: the commands as people and programs call
// them. Beside testscript's own commands there are
//
//	exits CODE COMMAND...           runs it; this must be its exit status
//	json FILE PATH = | ~ VALUE      a value is, or matches; the step count counts,
//	                                keys names an object's keys, * takes all elements
//	jsonenv NAME FILE PATH          puts a value into the environment
//	jsonlines FILE KEY VALUE        some line is an object with this value
//	[can:sandbox] [can:NAME]        there is bubblewrap, a program
func TestScripts(t *testing.T) {
	testscript.Run(t, scripts(t, "testdata/script/[^d]*.txtar"))
}

// TestDemoScripts plays the demos, which take minutes.
func TestDemoScripts(t *testing.T) {
	t.Parallel()
	testscript.RunT(inTurn{t}, scripts(t, "testdata/script/demo-*.txtar"))
}

func scripts(t *testing.T, pattern string) testscript.Params {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no script is called %s: %v", pattern, err)
	}
	second, err := filepath.Abs("testdata/second")
	if err != nil {
		t.Fatal(err)
	}
	pem, err := hubKey()
	if err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(t.TempDir(), "key.pem") // of an App, for $KEY
	if err := os.WriteFile(key, pem, 0o600); err != nil {
		t.Fatal(err)
	}
	return testscript.Params{
		Files: files,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SECOND", second)
			env.Setenv("KEY", key)
			for _, dir := range []string{env.WorkDir, filepath.Dir(env.WorkDir)} { // the sandbox's user passes through
				if err := os.Chmod(dir, 0o711); err != nil {
					return err
				}
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "json": jsonIs, "jsonenv": jsonEnv, "jsonlines": jsonLines,
		},
		Condition:           can,
		RequireExplicitExec: true,
	}
}

// can tells whether a script has what it needs; where skipping is forbidden it
// runs and fails.
func can(cond string) (bool, error) {
	what, ok := strings.CutPrefix(cond, "can:")
	if !ok {
		return false, fmt.Errorf("there is no condition %q", cond)
	}
	if os.Getenv("GOALKEEPER_REQUIRE") != "" {
		return true, nil
	}
	if what == "sandbox" {
		_, err := sandboxed()
		return err == nil, nil
	}
	_, err := exec.LookPath(what)
	return err == nil, nil
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code, exit := 0, (*exec.ExitError)(nil)
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit status %d, want %s", code, args[0])
	}
}

func jsonIs(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 4 {
		ts.Fatalf("usage: json FILE PATH = | ~ VALUE")
	}
	got, want := jsonAt(ts, args[0], args[1]), args[3]
	holds := got == want
	if args[2] == "~" {
		re, err := regexp.Compile(want)
		ts.Check(err)
		holds = re.MatchString(got)
	}
	if holds == neg {
		ts.Fatalf("%s is %q, want %s %q", args[1], got, args[2], want)
	}
}

func jsonEnv(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: jsonenv NAME FILE PATH")
	}
	ts.Setenv(args[0], jsonAt(ts, args[1], args[2]))
}

func jsonLines(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: jsonlines FILE KEY VALUE")
	}
	found := false
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		var o map[string]any
		ts.Check(json.Unmarshal([]byte(line), &o))
		found = found || fmt.Sprint(o[args[1]]) == args[2]
	}
	if found == neg {
		ts.Fatalf("line with %s %s: %v", args[1], args[2], found)
	}
}

func jsonAt(ts *testscript.TestScript, file, path string) string {
	var root any
	d := json.NewDecoder(strings.NewReader(ts.ReadFile(file)))
	d.UseNumber()
	ts.Check(d.Decode(&root))
	if d.More() {
		ts.Fatalf("%s holds more than one document", file)
	}
	raw := []byte(ts.ReadFile(file))
	all, err := walk(raw, root, strings.Split(path, "."))
	if err != nil {
		ts.Fatalf("%s: %v", path, err)
	}
	return strings.Join(all, ",")
}

// walk follows a path and returns what is there as text.
func walk(raw json.RawMessage, v any, path []string) ([]string, error) {
	if len(path) == 0 {
		switch v := v.(type) {
		case nil:
			return []string{"null"}, nil
		case string, json.Number, bool:
			return []string{fmt.Sprint(v)}, nil
		}
		return []string{string(raw)}, nil
	}
	switch v := v.(type) {
	case map[string]any:
		if path[0] == "keys" {
			return []string{strings.Join(keysOf(raw), ",")}, nil
		}
		below, ok := v[path[0]]
		if !ok {
			return nil, fmt.Errorf("no key %q", path[0])
		}
		var parts map[string]json.RawMessage
		if err := json.Unmarshal(raw, &parts); err != nil {
			return nil, err
		}
		return walk(parts[path[0]], below, path[1:])
	case []any:
		return walkList(raw, v, path)
	}
	return nil, fmt.Errorf("nothing below %v", v)
}

func walkList(raw json.RawMessage, v []any, path []string) ([]string, error) {
	if path[0] == "count" {
		return []string{strconv.Itoa(len(v))}, nil
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(raw, &parts); err != nil {
		return nil, err
	}
	if path[0] != "*" {
		n, err := strconv.Atoi(path[0])
		if err != nil || n >= len(v) {
			return nil, fmt.Errorf("no element %s of %d", path[0], len(v))
		}
		return walk(parts[n], v[n], path[1:])
	}
	var out []string
	for n := range v {
		one, err := walk(parts[n], v[n], path[1:])
		if err != nil {
			return nil, err
		}
		if path[len(path)-1] == "keys" && slices.Equal(out, one) {
			continue // all alike: said once
		}
		out = append(out, one...)
	}
	return out, nil
}

// keysOf are an object's keys in the order written.
func keysOf(raw json.RawMessage) []string {
	d := json.NewDecoder(bytes.NewReader(raw))
	var out []string
	if _, err := d.Token(); err != nil {
		return nil
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return out
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return out
		}
		out = append(out, fmt.Sprint(key))
	}
	return out
}
