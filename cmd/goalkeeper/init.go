package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/starter"
)

type initOptions struct {
	repo    string
	recipes []string
}

func newInitCommand(s streams) *cobra.Command {
	o := initOptions{repo: "."}
	c := &cobra.Command{
		Use:   "init [--repo PATH] [--recipe NAME]",
		Short: "Write the issue form and a commented policy into a repository",
		Long: fmt.Sprintf(`Writes %s, a form whose answers goalkeeper
reads, and %s, a commented policy. With --recipe it
also writes a ready-made goal as an issue template: %s.

Nothing is ever overwritten: a file that exists stays as it is.`, starter.FormPath, starter.PolicyPath, strings.Join(starter.Recipes(), ", ")),
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return runInit(s, o) },
	}
	c.Flags().StringVar(&o.repo, "repo", o.repo, "the repository's root at `PATH`")
	c.Flags().StringArrayVar(&o.recipes, "recipe", nil, "also write the ready-made goal `NAME`; may be repeated")
	return c
}

func runInit(s streams, o initOptions) error {
	if info, err := os.Stat(o.repo); err != nil || !info.IsDir() {
		return usagef("init: --repo %s is not a directory", o.repo)
	}
	files, err := starter.Files()
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	for _, name := range o.recipes {
		f, err := starter.Recipe(name)
		if err != nil {
			return usagef("init: %w", err)
		}
		files = append(files, f)
	}
	root, err := os.OpenRoot(o.repo)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	defer root.Close()
	for _, f := range files {
		switch err := writeNew(root, f); {
		case errors.Is(err, fs.ErrExist):
			fmt.Fprintf(s.Out, "%s exists and stays as it is\n", f.Path)
		case err != nil:
			return fmt.Errorf("init: %w", err)
		default:
			fmt.Fprintf(s.Out, "%s written\n", f.Path)
		}
	}
	return nil
}

// writeNew writes a file that does not exist yet, beneath the root.
func writeNew(root *os.Root, f starter.File) error {
	name := filepath.FromSlash(f.Path)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("make directory for %s: %w", f.Path, err)
	}
	out, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("create %s: %w", f.Path, err)
	}
	_, err = out.Write(f.Text)
	return errors.Join(err, out.Close())
}
