package object

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Mode is the mode of a tree entry as git writes it.
type Mode uint32

// The modes that git gives to new entries; old trees may hold other permission bits.
const (
	ModeDir     Mode = 0o40000
	ModeFile    Mode = 0o100644
	ModeExec    Mode = 0o100755
	ModeLink    Mode = 0o120000
	ModeGitlink Mode = 0o160000
)

const modeType = 0o170000

// Canonical is the mode with which git would write the same entry today.
func (m Mode) Canonical() Mode {
	switch m & modeType {
	case 0o100000:
		if m&0o100 != 0 {
			return ModeExec
		}
		return ModeFile
	default:
		return m & modeType
	}
}

// IsFile reports whether the entry holds the bytes of a regular file.
func (m Mode) IsFile() bool { return m&modeType == 0o100000 }

// IsDir reports whether the entry is a tree.
func (m Mode) IsDir() bool { return m&modeType == ModeDir }

// String is the mode in git's six digits.
func (m Mode) String() string { return fmt.Sprintf("%06o", uint32(m)) }

// Entry is one line of a tree.
type Entry struct {
	Name string
	Mode Mode
	ID   Digest
}

// ErrTree marks bytes that are no tree git would have written.
var ErrTree = errors.New("malformed tree")

// ParseTree reads the content of a tree object. Entries come in git's order, each name once; a tree that
// breaks either rule is an error, since programs would disagree about what it holds.
func ParseTree(data []byte) ([]Entry, error) {
	entries := make([]Entry, 0, len(data)/40)
	names := make(map[string]struct{}, len(data)/40)
	for len(data) > 0 {
		e, rest, err := parseEntry(data)
		if err != nil {
			return nil, err
		}
		if n := len(entries); n > 0 && compare(entries[n-1], e) >= 0 {
			return nil, fmt.Errorf("%w: %q is out of order", ErrTree, e.Name)
		}
		if _, twice := names[e.Name]; twice {
			return nil, fmt.Errorf("%w: %q stands twice", ErrTree, e.Name)
		}
		names[e.Name] = struct{}{}
		entries = append(entries, e)
		data = rest
	}
	return entries, nil
}

func parseEntry(data []byte) (Entry, []byte, error) {
	var e Entry
	mode, rest, ok := bytes.Cut(data, []byte{' '})
	if !ok || len(mode) < 5 || len(mode) > 7 {
		return e, nil, fmt.Errorf("%w: no mode", ErrTree)
	}
	for _, c := range mode {
		if c < '0' || c > '7' {
			return e, nil, fmt.Errorf("%w: mode %q", ErrTree, mode)
		}
		e.Mode = e.Mode<<3 | Mode(c-'0')
	}
	switch e.Mode.Canonical() {
	case ModeDir, ModeFile, ModeExec, ModeLink, ModeGitlink:
	default:
		return e, nil, fmt.Errorf("%w: mode %q", ErrTree, mode)
	}
	name, rest, ok := bytes.Cut(rest, []byte{0})
	if !ok || len(name) == 0 || bytes.IndexByte(name, '/') >= 0 {
		return e, nil, fmt.Errorf("%w: name %q", ErrTree, name)
	}
	if len(rest) < 20 {
		return e, nil, fmt.Errorf("%w: %q has no digest", ErrTree, name)
	}
	e.Name = string(name)
	e.ID = Digest(hex.EncodeToString(rest[:20]))
	return e, rest[20:], nil
}

// EncodeTree is the content of the tree object with these entries, which it sorts in place.
func EncodeTree(entries []Entry) ([]byte, error) {
	slices.SortFunc(entries, compare)
	var b bytes.Buffer
	for _, e := range entries {
		fmt.Fprintf(&b, "%o %s\x00", uint32(e.Mode), e.Name)
		id, err := hex.DecodeString(string(e.ID))
		if err != nil || len(id) != 20 {
			return nil, fmt.Errorf("encode tree: %q has digest %q", e.Name, e.ID)
		}
		b.Write(id)
	}
	return b.Bytes(), nil
}

// compare orders entries as git does: a directory sorts as if its name ended in a slash.
func compare(a, b Entry) int {
	n := min(len(a.Name), len(b.Name))
	if c := strings.Compare(a.Name[:n], b.Name[:n]); c != 0 {
		return c
	}
	return int(next(a, n)) - int(next(b, n))
}

func next(e Entry, n int) byte {
	switch {
	case len(e.Name) > n:
		return e.Name[n]
	case e.Mode.IsDir():
		return '/'
	default:
		return 0
	}
}
