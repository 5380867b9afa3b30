package object

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ErrName marks a name that must not stand in a tree.
var ErrName = errors.New("hostile name")

// CheckName refuses what no tree may hold, because some file system would read it as the way out of
// the tree or as a repository's own directory.
func CheckName(name string) error {
	switch {
	case name == "", name == ".", name == "..":
		return fmt.Errorf("%w %q: not a file name", ErrName, name)
	case strings.ContainsAny(name, "/\x00"):
		return fmt.Errorf("%w %q: separator or NUL", ErrName, name)
	case DotGit(name):
		return fmt.Errorf("%w %q: reads as .git", ErrName, name)
	}
	return nil
}

// CheckPath applies CheckName to every part of a path that is separated by slashes.
func CheckPath(path string) error {
	for part := range strings.SplitSeq(path, "/") {
		if err := CheckName(part); err != nil {
			return err
		}
	}
	return nil
}

// Plain reports whether a name can be shown and sent: valid UTF-8 without control characters.
func Plain(name string) bool {
	if !utf8.ValidString(name) {
		return false
	}
	for _, r := range name {
		if r < 0x20 || (r >= 0x7f && r < 0xa0) || r == '\u2028' || r == '\u2029' {
			return false
		}
	}
	return true
}

// DotGit reports whether a Linux, macOS or Windows file system may take the name for ".git".
func DotGit(name string) bool {
	for part := range strings.SplitSeq(name, `\`) {
		if strings.EqualFold(visible(part), ".git") || ntfsDotGit(part) {
			return true
		}
	}
	return false
}

// visible drops the code points that HFS+ ignores when it compares names.
func visible(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x200c && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x206a && r <= 0x206f, r == 0xfeff:
			return -1
		default:
			return r
		}
	}, name)
}

// ntfsDotGit knows the short name, trailing dots and spaces, and alternate data streams.
func ntfsDotGit(name string) bool {
	name, _, _ = strings.Cut(name, ":")
	name = strings.TrimRight(name, " .")
	return strings.EqualFold(name, ".git") || strings.EqualFold(name, "git~1")
}
