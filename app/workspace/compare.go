package workspace

import (
	"errors"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

var errFull = errors.New("enough")

// compare lists the paths that differ between two trees; equal subtrees are not read.
func (r *Repo) compare(a, b Digest) ([]Change, error) {
	var out []Change
	if err := r.compareDirs("", a, b, &out); err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(x, y Change) int { return strings.Compare(x.Path, y.Path) })
	return out, nil
}

func (r *Repo) compareDirs(path string, a, b Digest, out *[]Change) error {
	if a == b {
		return nil
	}
	old, err := r.List(a)
	if err != nil {
		return err
	}
	now, err := r.List(b)
	if err != nil {
		return err
	}
	for _, e := range old.Entries {
		f, _ := now.Find(e.Name)
		if err := r.compareEntries(join(path, e.Name), e, f, out); err != nil {
			return err
		}
	}
	for _, f := range now.Entries {
		if _, both := old.Find(f.Name); both {
			continue
		}
		if err := r.compareEntries(join(path, f.Name), object.Entry{}, f, out); err != nil {
			return err
		}
	}
	return nil
}

// compareEntries handles one name; an entry without digest is one that is not there.
func (r *Repo) compareEntries(path string, a, b object.Entry, out *[]Change) error {
	if a == b {
		return nil
	}
	var dirA, dirB Digest
	if a.Mode.IsDir() {
		dirA, a = a.ID, object.Entry{}
	}
	if b.Mode.IsDir() {
		dirB, b = b.ID, object.Entry{}
	}
	if c := (Change{Path: path, OldMode: a.Mode, Mode: b.Mode, Old: a.ID, New: b.ID}); a != b {
		c.Status = statusOf(a, b)
		*out = append(*out, c)
	}
	return r.compareDirs(path, dirA, dirB, out)
}

func statusOf(a, b object.Entry) Status {
	switch {
	case a.ID == "":
		return Added
	case b.ID == "":
		return Deleted
	case a.Mode.IsFile() != b.Mode.IsFile() || !a.Mode.IsFile() && a.Mode != b.Mode:
		return TypeChanged
	default:
		return Modified
	}
}

// findMoves notes on added files where the same bytes were deleted; empty files tell nothing.
func findMoves(changes []Change) {
	gone := make(map[Digest][]string)
	for _, c := range changes {
		if c.Status == Deleted && c.Old != emptyBlob {
			gone[c.Old] = append(gone[c.Old], c.Path)
		}
	}
	for i := range changes {
		c := &changes[i]
		if from := gone[c.New]; c.Status == Added && len(from) > 0 {
			c.OldPath, gone[c.New] = from[0], from[1:]
		}
	}
}

const emptyBlob Digest = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
