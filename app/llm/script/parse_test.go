package script

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files")

// TestFaults compares what is said about each bad script with the file beside it.
func TestFaults(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no bad scripts: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = Parse(data)
			if err == nil {
				t.Fatal("accepted")
			}
			golden := strings.TrimSuffix(file, ".yaml") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(err.Error()+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, readErr := os.ReadFile(golden)
			if readErr != nil {
				t.Fatal(readErr)
			}
			if got := err.Error() + "\n"; got != string(want) {
				t.Errorf("got\n%swant\n%s", got, want)
			}
		})
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "no .yaml") {
		t.Errorf("empty directory: %v", err)
	}
	write("b.json", `{"name": "second", "steps": [{"say": "b"}]}`)
	write("a.yaml", "plays: [{name: first, steps: [{say: a}]}]")
	write("notes.txt", "not a script")
	s, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.plays) != 2 || s.plays[0].name != "first" || s.plays[1].name != "second" {
		t.Errorf("plays %+v", s.plays)
	}
	write("c.yml", "steps: [{sya: c}]")
	if _, err = Load(dir); err == nil || !strings.Contains(err.Error(), "c.yml:1: a step has no key") {
		t.Errorf("bad file: %v", err)
	}
	if _, err = Load(filepath.Join(dir, "missing.yaml")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
}

func TestArgsKeepOrderAndTypes(t *testing.T) {
	s, err := Parse([]byte(`
steps:
- calls:
  - tool: t
    args: {z: 1, a: "2", n: null, b: true, f: 1.5, l: [1, x, {y: []}], d: 2024-01-02, s: "<&> \u00e9"}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := `{"z":1,"a":"2","n":null,"b":true,"f":1.5,"l":[1,"x",{"y":[]}],"d":"2024-01-02","s":"<&> é"}`
	if got := string(s.plays[0].steps[0].calls[0].args); got != want {
		t.Errorf("args\n%s, want\n%s", got, want)
	}
}
