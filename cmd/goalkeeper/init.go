package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
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
	slices.Sort(o.recipes)
	for _, name := range slices.Compact(o.recipes) {
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
	kept, err := writeAll(root, files)
	if err != nil {
		return fmt.Errorf("init: nothing written: %w", err)
	}
	for _, f := range files {
		if slices.Contains(kept, f.Path) {
			fmt.Fprintf(s.Out, "%s exists and stays as it is\n", f.Path)
		} else {
			fmt.Fprintf(s.Out, "%s written\n", f.Path)
		}
		for _, needed := range f.Needs {
			fmt.Fprintf(s.Out, "\tit needs %s\n", needed)
		}
	}
	if why := notRoot(o.repo); why != "" {
		fmt.Fprintf(s.Err, "init: %s; GitHub reads .github only at the root of a repository, on its default branch\n", why)
	}
	return nil
}

// notRoot says why a directory is not the root of a git repository, "" if it is.
func notRoot(dir string) string {
	at, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	for up := at; ; up = filepath.Dir(up) {
		_, err := os.Lstat(filepath.Join(up, ".git"))
		switch {
		case err == nil && up == at:
			return ""
		case err == nil:
			return fmt.Sprintf("%s is not the root of its git repository, which is %s", at, up)
		case up == filepath.Dir(up):
			return at + " is in no git repository"
		}
	}
}

// writeAll writes those files that do not exist yet, beneath the root, and says
// which do. Each is written whole beside its place first and then put there, so
// that nobody ever sees half a file; after an error none of them is left.
func writeAll(root *os.Root, files []starter.File) (kept []string, err error) {
	var made []string // in the order in which they came to be
	defer func() {
		if err == nil {
			return
		}
		for _, name := range slices.Backward(made) {
			err = errors.Join(err, root.Remove(name))
		}
	}()
	for _, f := range files {
		dirs, err := makeDirs(root, path.Dir(f.Path))
		made = append(made, dirs...)
		if err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		if _, err := root.Lstat(f.Path); err == nil {
			kept = append(kept, f.Path)
			continue
		}
		err := writeBeside(root, f)
		switch {
		case errors.Is(err, fs.ErrExist):
			kept = append(kept, f.Path)
		case err != nil:
			return nil, err
		default:
			made = append(made, f.Path)
		}
	}
	return kept, nil
}

// makeDirs makes the directories down to dir and gives those that are new.
func makeDirs(root *os.Root, dir string) (made []string, err error) {
	at := ""
	for name := range strings.SplitSeq(dir, "/") {
		at = path.Join(at, name)
		switch err := root.Mkdir(at, 0o755); {
		case err == nil:
			made = append(made, at)
		case !errors.Is(err, fs.ErrExist):
			return made, fmt.Errorf("make directory %s: %w", at, err)
		}
	}
	return made, nil
}

// writeBeside writes a file under another name and links it to its own, which
// fails when that exists by now.
func writeBeside(root *os.Root, f starter.File) error {
	draft := f.Path + "." + rand.Text()
	out, err := root.OpenFile(draft, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("create %s: %w", f.Path, err)
	}
	_, err = out.Write(f.Text)
	err = errors.Join(err, out.Sync(), out.Close())
	if err == nil {
		err = root.Link(draft, f.Path)
	}
	return errors.Join(err, root.Remove(draft))
}
