package main

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/goalkeeper-dev/goalkeeper/app/llm/script"
)

//go:embed demo/billing
var samples embed.FS

// sample is a repository, an issue for it, and a model's script.
type sample struct {
	name   string
	files  fs.FS
	title  string
	body   string
	script *script.Script
}

// loadSample reads the shipped sample, or the one in dir: repo.txtar, issue.md
// (first line "# title") and script.yaml.
func loadSample(dir string) (sample, error) {
	s := sample{name: "billing"}
	var from fs.FS
	from, err := fs.Sub(samples, "demo/billing")
	if dir != "" {
		from, s.name = os.DirFS(dir), filepath.Base(filepath.Clean(dir))
	}
	if err != nil {
		return s, err
	}
	repo, err := fs.ReadFile(from, "repo.txtar")
	if err != nil {
		return s, usagef("sample: %w", err)
	}
	if s.files, err = txtar.FS(txtar.Parse(repo)); err != nil {
		return s, usagef("sample: repo.txtar: %w", err)
	}
	issue, err := fs.ReadFile(from, "issue.md")
	if err != nil {
		return s, usagef("sample: %w", err)
	}
	title, body, _ := strings.Cut(string(issue), "\n")
	if s.title = strings.TrimSpace(strings.TrimPrefix(title, "# ")); s.title == "" || !strings.HasPrefix(title, "# ") {
		return s, usagef("sample: issue.md: its first line must be \"# title\"")
	}
	s.body = strings.TrimSpace(body) + "\n"
	text, err := fs.ReadFile(from, "script.yaml")
	if err != nil {
		return s, usagef("sample: %w", err)
	}
	if s.script, err = script.Parse(text); err != nil {
		return s, usagef("sample: script.yaml: %w", err)
	}
	return s, nil
}

func (s sample) describe() string { return fmt.Sprintf("%s: %s", s.name, s.title) }
