package git

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
)

// WriteBlob stores content and returns its object id.
func (r Repository) WriteBlob(ctx context.Context, content []byte) (string, error) {
	return r.line(ctx, bytes.NewReader(content), nil, "hash-object", "-w", "--stdin")
}

// WriteTree stores base (may be empty) with the entries put over it; an entry without SHA removes its path.
func (r Repository) WriteTree(ctx context.Context, base string, entries []Entry) (string, error) {
	scratch, err := os.MkdirTemp(r.dir, "index-")
	if err != nil {
		return "", fmt.Errorf("write tree: %w", err)
	}
	defer os.RemoveAll(scratch)
	index := []string{"GIT_INDEX_FILE=" + scratch + "/index"}
	if base == "" {
		base = "--empty"
	}
	if _, err := r.run(ctx, nil, index, "read-tree", base); err != nil {
		return "", err
	}
	var lines strings.Builder
	for _, e := range entries {
		mode, sha := e.Mode, e.SHA
		if sha == "" {
			mode, sha = "0", Zero
		}
		fmt.Fprintf(&lines, "%s %s\t%s\x00", mode, sha, e.Path)
	}
	if _, err := r.run(ctx, strings.NewReader(lines.String()), index, "update-index", "-z", "--index-info"); err != nil {
		return "", err
	}
	return r.line(ctx, nil, index, "write-tree")
}

// WriteFiles stores the files of a directory tree as a git tree.
func (r Repository) WriteFiles(ctx context.Context, files fs.FS) (string, error) {
	var entries []Entry
	err := fs.WalkDir(files, ".", func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(files, at)
		if err != nil {
			return err
		}
		sha, err := r.WriteBlob(ctx, content)
		entries = append(entries, Entry{Mode: mode(d, content), SHA: sha, Path: at})
		return err
	})
	if err != nil {
		return "", fmt.Errorf("store files: %w", err)
	}
	return r.WriteTree(ctx, "", entries)
}

// mode makes scripts executable also where the file system (an embedded one) has no such bit.
func mode(d fs.DirEntry, content []byte) string {
	info, err := d.Info()
	if bytes.HasPrefix(content, []byte("#!")) || err == nil && info.Mode()&0o111 != 0 {
		return "100755"
	}
	return "100644"
}

// WriteCommit stores a commit and returns its object id; SHA is not read.
func (r Repository) WriteCommit(ctx context.Context, c Commit) (string, error) {
	args := []string{"commit-tree", c.Tree}
	for _, parent := range c.Parents {
		args = append(args, "-p", parent)
	}
	env := append(c.Author.environment("AUTHOR"), c.Committer.environment("COMMITTER")...)
	return r.line(ctx, strings.NewReader(c.Message), env, args...)
}

func (s Signature) environment(role string) []string {
	return []string{
		fmt.Sprintf("GIT_%s_NAME=%s", role, s.Name),
		fmt.Sprintf("GIT_%s_EMAIL=%s", role, s.Email),
		fmt.Sprintf("GIT_%s_DATE=%d +0000", role, s.When.Unix()),
	}
}

func (r Repository) line(ctx context.Context, stdin io.Reader, env []string, args ...string) (string, error) {
	out, err := r.run(ctx, stdin, env, args...)
	return strings.TrimSpace(string(out)), err
}
