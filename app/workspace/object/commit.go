package object

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

// Signature says who made a commit and when; the time is written in UTC, to the second.
type Signature struct {
	Name, Email string
	When        time.Time
}

// CommitSpec is everything a commit consists of; equal specs give equal digests.
type CommitSpec struct {
	Tree              Digest
	Parents           []Digest
	Message           string
	Author, Committer Signature
}

// Encode is the content of the commit object.
func (c CommitSpec) Encode() ([]byte, error) {
	if !c.Tree.Valid() {
		return nil, fmt.Errorf("encode commit: tree %q", c.Tree)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "tree %s\n", c.Tree)
	for _, p := range c.Parents {
		if !p.Valid() {
			return nil, fmt.Errorf("encode commit: parent %q", p)
		}
		fmt.Fprintf(&b, "parent %s\n", p)
	}
	for _, s := range []struct {
		role string
		Signature
	}{{"author", c.Author}, {"committer", c.Committer}} {
		if strings.TrimSpace(s.Name) == "" || strings.ContainsAny(s.Name+s.Email, "<>\n\x00") {
			return nil, fmt.Errorf("encode commit: %s %q <%q>", s.role, s.Name, s.Email)
		}
		fmt.Fprintf(&b, "%s %s <%s> %d +0000\n", s.role, s.Name, s.Email, s.When.Unix())
	}
	if strings.ContainsRune(c.Message, 0) {
		return nil, fmt.Errorf("encode commit: NUL in message")
	}
	fmt.Fprintf(&b, "\n%s\n", strings.TrimRight(c.Message, "\n"))
	return b.Bytes(), nil
}
