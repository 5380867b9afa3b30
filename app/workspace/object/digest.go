// Package object reads and writes git's object formats in memory and on disk: names, trees, commits
// and loose objects. Bytes come in, digests go out; nothing here runs git or reads configuration.
//
// A process that dies while writing leaves at most a temporary file: an object appears under its name
// only when it is whole.
package object

import (
	"crypto/sha1" // #nosec G505 -- git names objects by it
	"encoding/hex"
	"strconv"
)

// Digest is the name of a git object: 40 hexadecimal digits in lower case.
type Digest string

// EmptyTree is the digest of the tree without entries; git knows it without storing it.
const EmptyTree Digest = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

// Kind is the type of a git object.
type Kind string

// The kinds of object that are read and written here.
const (
	Blob   Kind = "blob"
	Tree   Kind = "tree"
	Commit Kind = "commit"
)

// Valid reports whether d has the form of a digest.
func (d Digest) Valid() bool {
	if len(d) != 2*sha1.Size {
		return false
	}
	for _, c := range []byte(d) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Short is the abbreviated form for people.
func (d Digest) Short() string {
	if len(d) < 10 {
		return string(d)
	}
	return string(d[:10])
}

// Sum is the digest of an object of the given kind.
func Sum(kind Kind, data []byte) Digest {
	h := sha1.New() // #nosec G401
	h.Write(header(kind, int64(len(data))))
	h.Write(data)
	return Digest(hex.EncodeToString(h.Sum(nil)))
}

func header(kind Kind, size int64) []byte {
	b := make([]byte, 0, 32)
	b = append(b, kind...)
	b = append(b, ' ')
	b = strconv.AppendInt(b, size, 10)
	return append(b, 0)
}
