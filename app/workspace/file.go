package workspace

import (
	"crypto/sha1" // #nosec G505 -- git names objects by it
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/ignore"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// refused is a reason inside the work directory; every other error is the host's own.
type refused struct {
	rule   Rule
	detail string
}

func (r *refused) Error() string { return string(r.rule) + ": " + r.detail }

// file takes a regular file: read, unless it is known to be what it was.
func (w *walk) file(s spot, info beneath.Info) (e object.Entry, ok bool, err error) {
	var blob Digest
	if known, ok := w.last.files[s.path]; ok && known.info == info {
		w.next.files[s.path], blob = known, known.blob
	} else {
		f, opened, err := s.at.OpenFile(s.name)
		if err != nil {
			return w.unopened(s, err)
		}
		defer f.Close() //nolint:errcheck // only read
		if blob, info, err = w.read(s, f, opened); err != nil {
			return w.unread(s, err)
		}
	}
	e = object.Entry{Name: s.name, Mode: object.ModeFile, ID: blob}
	if info.Executable() {
		e.Mode = object.ModeExec
	}
	if s.inBase && s.base.Mode.Canonical() == e.Mode {
		e.Mode = s.base.Mode // old trees hold other permission bits
	}
	if s.inBase && s.base == e {
		return e, true, nil
	}
	if err := w.count(s, blob, info.Size); err != nil {
		return w.unread(s, err)
	}
	return e, true, nil
}

// unread handles a file that was opened and not taken.
func (w *walk) unread(s spot, err error) (object.Entry, bool, error) {
	var why *refused
	if !errors.As(err, &why) {
		return object.Entry{}, false, err
	}
	w.refuse(s.path, why.rule, "%s", why.detail)
	return s.keptOr(nil)
}

// count holds a changed file against the limits.
func (w *walk) count(s spot, blob Digest, size int64) error {
	switch {
	case size > w.limits.FileBytes && (!s.inBase || s.base.ID != blob):
		return w.tooLarge(size)
	case w.files == w.limits.Files:
		return &refused{RuleFiles, fmt.Sprintf("more than %d changed files", w.limits.Files)}
	case w.bytes+size > w.limits.TotalBytes:
		return &refused{RuleTotalSize, fmt.Sprintf("changed files of more than %d bytes", w.limits.TotalBytes)}
	}
	w.files++
	w.bytes += size
	return nil
}

func (w *walk) tooLarge(size int64) error {
	return &refused{RuleFileSize, fmt.Sprintf("%d bytes, at most %d are taken", size, w.limits.FileBytes)}
}

// read hashes and stores what a file holds now; the size it returns is that of what it read.
func (w *walk) read(s spot, f *os.File, info beneath.Info) (Digest, beneath.Info, error) {
	if info.Size > w.limits.FileBytes {
		blob, err := w.readLarge(s, f, info)
		return blob, info, err
	}
	data, err := io.ReadAll(io.LimitReader(f, w.limits.FileBytes+1))
	if err != nil {
		return "", info, &refused{RuleUnreadable, cause(err).Error()}
	}
	if int64(len(data)) > w.limits.FileBytes {
		return "", info, w.tooLarge(int64(len(data)))
	}
	blob := object.Sum(object.Blob, data)
	if !s.inBase || s.base.ID != blob {
		if blob, err = w.repo.loose.Put(object.Blob, data); err != nil {
			return "", info, err
		}
	}
	if s.name == ".gitignore" {
		w.next.rules[blob] = ignore.Parse(data)
	}
	w.remember(s, f, info, blob)
	info.Size = int64(len(data))
	return blob, info, nil
}

// readLarge hashes a file beyond the limit when the base holds one of the same size: only the base's
// own bytes are let through, and they are stored already.
func (w *walk) readLarge(s spot, f *os.File, info beneath.Info) (Digest, error) {
	if !s.inBase || !s.base.Mode.IsFile() {
		return "", w.tooLarge(info.Size)
	}
	var size int64
	err := w.repo.Blob(s.base.ID, func(n int64, _ io.Reader) error {
		size = n
		return nil
	})
	if err != nil {
		return "", err
	}
	if size != info.Size {
		return "", w.tooLarge(info.Size)
	}
	h := sha1.New() // #nosec G401
	fmt.Fprintf(h, "blob %d\x00", size)
	n, err := io.Copy(h, io.LimitReader(f, size))
	if err != nil {
		return "", &refused{RuleUnreadable, cause(err).Error()}
	}
	if n != size || Digest(hex.EncodeToString(h.Sum(nil))) != s.base.ID {
		return "", w.tooLarge(info.Size)
	}
	w.remember(s, f, info, s.base.ID)
	return s.base.ID, nil
}

// remember spares the next export a reading, if nobody wrote during this one and anybody who writes
// from now on moves the change time.
func (w *walk) remember(s spot, f *os.File, before beneath.Info, blob Digest) {
	after, err := beneath.StatFile(f)
	if err == nil && after == before && settled(before, w.began) {
		w.next.files[s.path] = tracked{info: before, blob: blob}
	}
}

func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
