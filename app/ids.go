package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"
)

// GoalID is a ULID: sortable by the time the goal was opened.
type GoalID string

// NewGoalID makes an id for a goal opened at t; entropy is usually crypto/rand.Reader.
func NewGoalID(t time.Time, entropy io.Reader) (GoalID, error) {
	id, err := ulid.New(ulid.Timestamp(t), entropy)
	if err != nil {
		return "", fmt.Errorf("make goal id: %w", err)
	}
	return GoalID(id.String()), nil
}

// Short is the part of the id that goes into branch names.
func (id GoalID) Short() string {
	return strings.ToLower(string(id[max(0, len(id)-6):]))
}

// Digest names bytes kept as a blob: the lower-case hex of their SHA-256.
type Digest string

// DigestOf is the name under which a blob store keeps b.
func DigestOf(b []byte) Digest {
	sum := sha256.Sum256(b)
	return Digest(hex.EncodeToString(sum[:]))
}

// Tree and Commit are git object ids, 40 hex digits.
type (
	Tree   string
	Commit string
)

// Short is what people read.
func (c Commit) Short() string { return string(c[:min(len(c), 10)]) }

// Tokens counts model tokens.
type Tokens int64
