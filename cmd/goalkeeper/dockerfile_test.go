package main_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const top = "../.."

// lines reads a file of the repository without comments and blank lines.
func lines(t *testing.T, name string) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(top, name))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(strings.Split(string(text), "\n"), func(l string) bool { return l == "" || strings.HasPrefix(l, "#") })
}

// TestDockerfileCopies checks what the image is built from: all there, all let
// through by .dockerignore, and nothing let through that is not copied.
func TestDockerfileCopies(t *testing.T) {
	ignore := lines(t, ".dockerignore")
	if ignore[0] != "*" {
		t.Fatalf(".dockerignore begins with %q: it must name what may pass", ignore[0])
	}
	var sources []string
	for _, l := range lines(t, "cmd/goalkeeper/Dockerfile") {
		words := strings.Fields(l)
		if words[0] == "COPY" && !strings.HasPrefix(words[1], "--from") {
			sources = append(sources, words[1:len(words)-1]...)
		}
	}
	for _, s := range sources {
		if _, err := os.Stat(filepath.Join(top, s)); err != nil {
			t.Errorf("the Dockerfile copies what is not there: %v", err)
		}
		if !slices.Contains(ignore, "!"+s) {
			t.Errorf(".dockerignore holds back %s", s)
		}
	}
	for _, l := range ignore[1:] {
		if !slices.Contains(sources, strings.TrimPrefix(l, "!")) {
			t.Errorf(".dockerignore lets through %s, which is not copied", l)
		}
	}
}

// TestDockerfileServes holds the image and the chart to one user and one file.
func TestDockerfileServes(t *testing.T) {
	image := lines(t, "cmd/goalkeeper/Dockerfile")
	for _, want := range []string{
		"USER 65532:65532", `ENTRYPOINT ["goalkeeper"]`, `CMD ["serve", "--config", "/etc/goalkeeper/config.yaml"]`,
	} {
		if !slices.Contains(image, want) {
			t.Errorf("the Dockerfile lacks %s", want)
		}
	}
	deployment := strings.Join(lines(t, "charts/goalkeeper/templates/deployment.yaml"), "\n")
	for _, want := range []string{"runAsUser: 65532\n", "runAsGroup: 65532\n", "args: [serve, --config, /etc/goalkeeper/config.yaml]\n"} {
		if !strings.Contains(deployment, want) {
			t.Errorf("the chart lacks %s", want)
		}
	}
}
