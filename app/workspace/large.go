package workspace

import (
	"crypto/sha1" // #nosec G505 -- git names objects by it
	"encoding/hex"
	"fmt"
	"io"
	"os"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
)

// readLarge hashes a file beyond the limit when the base holds one of the same size: only the base's
// own bytes are let through.
func (w *walk) readLarge(s spot, f *os.File, info beneath.Info) (Digest, beneath.Info, *Refusal, error) {
	if !s.inBase || !s.base.Mode.IsFile() {
		return "", info, w.tooLarge(s, info.Size), nil
	}
	size, err := w.repo.size(s.base.ID)
	if err != nil {
		return "", info, nil, err
	}
	if size != info.Size {
		return "", info, w.tooLarge(s, info.Size), nil
	}
	h := sha1.New() // #nosec G401
	fmt.Fprintf(h, "blob %d\x00", size)
	n, err := io.Copy(h, io.LimitReader(f, size))
	if err != nil {
		return "", info, &Refusal{Path: s.path, Rule: RuleUnreadable, Detail: cause(err).Error()}, nil
	}
	if n != size || Digest(hex.EncodeToString(h.Sum(nil))) != s.base.ID {
		return "", info, w.tooLarge(s, info.Size), nil
	}
	w.remember(s, f, info, s.base.ID)
	return s.base.ID, info, nil, nil
}

func (w *walk) tooLarge(s spot, size int64) *Refusal {
	return &Refusal{
		Path: s.path, Rule: RuleFileSize,
		Detail: fmt.Sprintf("%d bytes, at most %d are taken", size, w.limits.FileBytes),
	}
}

// remember spares the next export a reading, if nobody wrote during this one and anybody who writes
// from now on moves the change time.
func (w *walk) remember(s spot, f *os.File, before beneath.Info, blob Digest) {
	after, err := beneath.StatFile(f)
	if err == nil && after == before && settled(before, w.began) {
		w.next.files[s.path] = tracked{info: before, blob: blob}
	}
}
