package verify

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
)

// TestReportFiles: read are the files of the runner that the command names, which
// were not there before.
func TestReportFiles(t *testing.T) {
	const green = `<testsuite tests="1"><testcase name="a"/></testsuite>`
	for name, c := range map[string]struct {
		command, file string
		before, want  bool
	}{
		"asked of pytest":         {"pytest", "home/.goalkeeper/pytest.xml", false, true},
		"asked of pytest by make": {"make test", "home/.goalkeeper/pytest.xml", false, true},
		"where nobody runs it":    {"python3 -m unittest", "home/.goalkeeper/pytest.xml", false, false},
		"another in the home":     {"pytest", "home/.goalkeeper/a.xml", false, false},
		"surefire":                {"mvn test", "tree/core/target/surefire-reports/TEST-a.xml", false, true},
		"surefire, by hand":       {"go test ./...", "tree/target/surefire-reports/TEST-a.xml", false, false},
		"surefire, of old":        {"mvn test", "tree/target/surefire-reports/TEST-a.xml", true, false},
		"named in the command":    {"pytest --junitxml=reports/junit.xml", "tree/reports/junit.xml", false, true},
		"named nowhere":           {"pytest", "tree/reports/junit.xml", false, false},
		"nextest":                 {"cargo nextest run", "tree/target/nextest/ci/junit.xml", false, true},
		"nextest beside npm":      {"npm test", "tree/target/nextest/ci/junit.xml", false, true},
	} {
		dir := t.TempDir()
		b := Bench{Tree: filepath.Join(dir, "tree"), Home: filepath.Join(dir, "home")}
		write := func() {
			path := filepath.Join(dir, filepath.FromSlash(c.file))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(green), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, d := range []string{b.Tree, b.Home} {
			if err := os.MkdirAll(d, 0o755); err != nil {
				t.Fatal(err)
			}
		}
		of := report.Of(c.command)
		if c.before {
			write()
		}
		before, err := standing(b.Tree, of)
		if err != nil {
			t.Fatal(err)
		}
		write()
		if _, ok := reportOf(b, of, before, nil, false); ok != c.want {
			t.Errorf("%s: %q reads %s: %v", name, c.command, c.file, ok)
		}
	}
}

// TestReportsLieInTheTree: a committed link neither shows the host's files nor
// hides what a run writes.
func TestReportsLieInTheTree(t *testing.T) {
	const file = "surefire-reports/TEST-a.xml"
	for name, c := range map[string]struct {
		to         string // beside the tree, or in it
		old, wrote int
	}{
		"out of the tree":        {"../out", 0, 0},
		"out, by the whole path": {"/", 0, 0},
		"within the tree":        {"in", 1, 0},
	} {
		dir := t.TempDir()
		tree := filepath.Join(dir, "tree")
		for _, place := range []string{"out", "tree/in"} {
			path := filepath.Join(dir, place, file)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(`<testsuite tests="1"><testcase name="a"/></testsuite>`), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		to := c.to
		if to == "/" {
			to = filepath.Join(dir, "out")
		}
		if err := os.Symlink(to, filepath.Join(tree, "target")); err != nil {
			t.Fatal(err)
		}
		of := report.Of("mvn test")
		old, err := standing(tree, of)
		if err != nil || len(old) != c.old {
			t.Errorf("%s: of old are %v (%v), want %d", name, old, err, c.old)
		}
		files := map[string][]byte{}
		for _, pattern := range of.Left() {
			gather(tree, "", pattern, old, files, maxReport)
		}
		if len(files) != c.wrote {
			t.Errorf("%s: read are %d files, want %d", name, len(files), c.wrote)
		}
	}
}

func TestScript(t *testing.T) {
	for in, want := range map[string]string{
		"go test ./...": "go test -json ./...",
		"cd billing && CGO_ENABLED=0 go test ./...": "cd billing && CGO_ENABLED=0 go test -json ./...",
		"go vet ./... && go test -run 'A|B' ./...":  "go vet ./... && go test -json -run 'A|B' ./...",
		"go test ./... | tail -1":                   "go test ./... | tail -1",
		"go test ./... > out; grep ok out":          "go test ./... > out; grep ok out",
		"echo 'go test ./...'":                      "echo 'go test ./...'",
		"make test":                                 "make test",
		"go testing":                                "go testing",
	} {
		if got := script(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
