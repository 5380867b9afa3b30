package workspace

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// decoyConfig names nobody and nothing of the host.
const decoyConfig = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = false
	logallrefupdates = true
[user]
	name = agent
	email = agent@localhost
`

// Decoy gives the agent a .git of its own in a work directory: the given commit on branch main, cut off
// from its history, without remotes, other references or a way back to the trusted side. The agent may
// use and break it; the host never reads it. Paths that are no part of its work are ignored there.
func (r *Repo) Decoy(ctx context.Context, dir string, commit Digest, ignored ...string) error {
	if err := r.decoy(ctx, dir, commit, ignored); err != nil {
		return fmt.Errorf("plant the agent's repository: %w", err)
	}
	return nil
}

func (r *Repo) decoy(ctx context.Context, dir string, commit Digest, ignored []string) (err error) {
	commit, err = r.Resolve(ctx, string(commit))
	if err != nil {
		return err
	}
	stage, err := os.MkdirTemp(r.store.scratch(), "decoy-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(stage)) }()
	if err := r.stageDecoy(ctx, stage, commit, ignored); err != nil {
		return err
	}
	root, err := beneath.Open(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // only a reference
	if err := root.Remove(".git"); err != nil {
		return err
	}
	return copyDir(ctx, stage, root, ".git", r.store.owner)
}

// stageDecoy builds the repository where the agent cannot reach it.
func (r *Repo) stageDecoy(ctx context.Context, stage string, commit Digest, ignored []string) error {
	for _, d := range []string{"objects/pack", "objects/info", "refs/heads", "refs/tags", "info"} {
		if err := os.MkdirAll(filepath.Join(stage, d), 0o700); err != nil {
			return err
		}
	}
	for name, text := range map[string]string{
		"config":          decoyConfig,
		"HEAD":            "ref: refs/heads/main\n",
		"refs/heads/main": string(commit) + "\n",
		"shallow":         string(commit) + "\n",
		"info/exclude":    excluded(ignored),
	} {
		if err := os.WriteFile(filepath.Join(stage, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	tree, err := r.Tree(ctx, string(commit))
	if err != nil {
		return err
	}
	names := new(strings.Builder)
	names.WriteString(string(commit) + "\n")
	if err := r.listObjects(tree, make(map[Digest]bool), names); err != nil {
		return err
	}
	pack := r.store.git.Command(r.Dir(), "pack-objects", "--quiet", "--window=0", "--delta-base-offset",
		filepath.Join(stage, "objects", "pack", "pack"))
	pack.Stdin = strings.NewReader(names.String())
	if _, err := r.store.git.Run(ctx, "pack-objects", pack); err != nil {
		return err
	}
	index := r.store.git.Command(r.Dir(), "read-tree", string(tree))
	index.Env = append(index.Env, "GIT_INDEX_FILE="+filepath.Join(stage, "index"))
	_, err = r.store.git.Run(ctx, "read-tree", index)
	return err
}

// excluded are patterns that match the paths and nothing else.
func excluded(paths []string) string {
	var out strings.Builder
	escape := strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, " ", `\ `)
	for _, p := range paths {
		if !strings.ContainsAny(p, "\r\n") {
			out.WriteString("/" + escape.Replace(p) + "\n")
		}
	}
	return out.String()
}

// listObjects names the objects of a tree, one per line.
func (r *Repo) listObjects(id Digest, seen map[Digest]bool, out *strings.Builder) error {
	if seen[id] || id == object.EmptyTree { // which git knows without storing it
		return nil
	}
	seen[id] = true
	out.WriteString(string(id) + "\n")
	t, err := r.List(id)
	if err != nil {
		return err
	}
	for _, e := range t.Entries {
		switch {
		case e.Mode.IsDir():
			if err := r.listObjects(e.ID, seen, out); err != nil {
				return err
			}
		case e.Mode != object.ModeGitlink && !seen[e.ID]:
			seen[e.ID] = true
			out.WriteString(string(e.ID) + "\n")
		}
	}
	return nil
}

// copyDir writes a directory of the trusted side into the agent's.
func copyDir(ctx context.Context, from string, at *beneath.Dir, name string, o beneath.Owner) error {
	to, err := at.Mkdir(name, o)
	if err != nil {
		return err
	}
	defer to.Close() //nolint:errcheck // only a reference
	list, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range list {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(from, e.Name())
		if e.IsDir() {
			err = copyDir(ctx, path, to, e.Name(), o)
		} else {
			err = copyFile(path, to, e.Name(), o)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from string, at *beneath.Dir, name string, o beneath.Owner) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	return errors.Join(at.Create(name, 0o644, o, f), f.Close())
}
