package tool

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// Files is the work tree as the file tools see it.
type Files struct {
	Root     *os.Root // of the work tree; nothing outside can be reached
	Dir      string
	UID, GID int                                    // owner of written files, -1: this process
	Kept     Kept                                   // what set-up left
	Judge    func(path string) (app.Verdict, error) // of a change; only a stop keeps it from being written
}

// FileTools read and write files of the work tree.
func FileTools(f Files) []Tool {
	return []Tool{readFile(f), listFiles(f), search(f), editFile(f), writeFile(f)}
}

// maxFile bounds what the file tools read, in bytes.
const maxFile = 8 << 20

// clean makes a path relative to the root and refuses the clone's own
// repository; the answer says why.
func clean(p string) (string, *Answer) {
	p = strings.TrimPrefix(path.Clean(strings.ReplaceAll(p, "\\", "/")), "./")
	if p == "" || path.IsAbs(p) || p == ".." || strings.HasPrefix(p, "../") || strings.ContainsRune(p, 0) {
		a := Failed(fmt.Sprintf("%q is not a path relative to the root of the repository.", p))
		return "", &a
	}
	for _, part := range strings.Split(p, "/") {
		if strings.EqualFold(part, ".git") {
			a := Failed("Nothing under .git can be read or written with the file tools; use git in `run`.")
			return "", &a
		}
	}
	return p, nil
}

// read returns a file's text.
func (f Files) read(p string) (string, *Answer) {
	info, err := fs.Stat(f.view(), p)
	if err != nil {
		return "", f.missing(p, err)
	}
	switch {
	case info.IsDir():
		a := Failed(p + " is a directory; use list_files.")
		return "", &a
	case !info.Mode().IsRegular():
		a := Failed(p + " is not a regular file.")
		return "", &a
	case info.Size() > maxFile:
		a := Failed(fmt.Sprintf("%s has %d MiB; use `run` with head, tail or grep.", p, info.Size()>>20))
		return "", &a
	}
	b, err := fs.ReadFile(f.view(), p)
	if err != nil {
		return "", f.missing(p, err)
	}
	if !utf8.Valid(b) || strings.ContainsRune(string(b), 0) {
		a := Failed(p + " is not text.")
		return "", &a
	}
	return string(b), nil
}

// missing explains a path that cannot be used and names what is near it.
func (f Files) missing(p string, err error) *Answer {
	if !errors.Is(err, fs.ErrNotExist) {
		a := Failed(fmt.Sprintf("%s cannot be used: %s.", p, reason(err)))
		return &a
	}
	text := p + " does not exist."
	if near := f.near(p); near != "" {
		text += " Did you mean " + near + "?"
	}
	a := Failed(text)
	return &a
}

// near is a file of the same name elsewhere in the tree.
func (f Files) near(p string) string {
	found := ""
	seen := 0
	_ = fs.WalkDir(f.view(), ".", func(at string, d fs.DirEntry, err error) error {
		if seen++; err != nil || seen > 20000 {
			return fs.SkipAll
		}
		if d.IsDir() && d.Name() == ".git" {
			return fs.SkipDir
		}
		if !d.IsDir() && d.Name() == path.Base(p) {
			found = at
			return fs.SkipAll
		}
		return nil
	})
	return found
}

func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// may refuses a write that the phase, the policy or the contract forbids.
func (f Files) may(c Call, p string) (refusal Answer, ok bool, err error) {
	if c.ReadOnly {
		return Refused(app.Refusal{Rule: "planning", Path: p, Who: "the approved plan"}, "Planning is read-only; submit_plan first."), false, nil
	}
	if f.Kept.holds(p) {
		return Refused(app.Refusal{Rule: "setup", Path: p, Who: "a change of `setup` in the repository's policy"},
			p+" is what set-up left: it can be read, and is no part of the change. Nothing was written."), false, nil
	}
	v, err := f.Judge(p)
	if err != nil || v.Action != app.ActionStop {
		return Answer{}, err == nil, err
	}
	by, _ := policy.Decisive(v)
	return Refused(app.Refusal{Rule: by.Rule, Path: p, Who: v.Who},
		fmt.Sprintf("%s may not change: %s. Nothing was written. If the goal cannot be reached without it, `ask`.", p, v.Reason)), false, nil
}

// write replaces a file's bytes and gives it to the sandbox's user.
func (f Files) write(p, text string) *Answer {
	if dir := path.Dir(p); dir != "." {
		if a := f.mkdirs(dir); a != nil {
			return a
		}
	}
	mode := fs.FileMode(0o644)
	if info, err := f.Root.Lstat(p); err == nil {
		if !info.Mode().IsRegular() {
			a := Failed(p + " is not a regular file; it was left alone.")
			return &a
		}
		mode = info.Mode().Perm()
	}
	// A new file in place of the old one: a hard link or an open handle of a
	// command sees nothing of it, and its times move.
	if err := f.Root.Remove(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
		a := Failed(fmt.Sprintf("%s cannot be written: %s.", p, reason(err)))
		return &a
	}
	if err := f.Root.WriteFile(p, []byte(text), mode); err != nil {
		a := Failed(fmt.Sprintf("%s cannot be written: %s.", p, reason(err)))
		return &a
	}
	return f.own(p)
}

func (f Files) mkdirs(dir string) *Answer {
	at := ""
	for _, part := range strings.Split(dir, "/") {
		at = path.Join(at, part)
		err := f.Root.Mkdir(at, 0o755)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			a := Failed(fmt.Sprintf("%s cannot be made: %s.", at, reason(err)))
			return &a
		}
		if a := f.own(at); a != nil {
			return a
		}
	}
	return nil
}

func (f Files) own(p string) *Answer {
	if f.UID < 0 {
		return nil
	}
	if err := f.Root.Lchown(p, f.UID, f.GID); err != nil {
		a := Failed(fmt.Sprintf("%s was written, but not handed over: %s.", p, reason(err)))
		return &a
	}
	return nil
}
