// Package ignore reads .gitignore files and answers as git would. The bytes may come from a hostile
// hand: matching takes time in proportion to pattern and name, and nothing but the bytes is read.
package ignore

import (
	"bytes"
	"strings"
)

// How much of a file is read, and how long a pattern may be; what is beyond does not count.
const (
	MaxBytes   = 64 << 10
	MaxPattern = 1 << 10
)

// Rules are the patterns of one .gitignore file.
type Rules struct{ list []rule }

type rule struct {
	negated  bool // the pattern includes again
	dirOnly  bool
	baseOnly bool // matches the last part of the path, at any depth
	literal  string
	rest     glob
}

// Parse reads the content of a .gitignore file; there is no malformed one, only patterns without effect.
func Parse(data []byte) *Rules {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	data = data[:min(len(data), MaxBytes)]
	r := &Rules{}
	for line := range bytes.Lines(data) {
		if p, ok := parseLine(string(line)); ok {
			r.list = append(r.list, p)
		}
	}
	return r
}

func parseLine(line string) (rule, bool) {
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	line, _, _ = strings.Cut(line, "\x00")
	if line == "" || line[0] == '#' || len(line) > MaxPattern {
		return rule{}, false
	}
	line = trimSpaces(line)
	var r rule
	line, r.negated = strings.CutPrefix(line, "!")
	line, r.dirOnly = strings.CutSuffix(line, "/")
	r.baseOnly = !strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return rule{}, false
	}
	// Like git, the part before the first special character is compared as it is, and what follows is a
	// pattern of its own; that shows where it begins with "**".
	plain := strings.IndexAny(line, `*?[\`)
	if plain < 0 {
		r.literal = line
		return r, true
	}
	if r.baseOnly {
		plain = 0
	}
	r.literal = line[:plain]
	var ok bool
	r.rest, ok = compile(line[plain:])
	return r, ok
}

// trimSpaces drops spaces at the end that no backslash protects.
func trimSpaces(s string) string {
	end := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ':
			continue
		case '\\':
			i++
			if i == len(s) {
				return s
			}
		}
		end = i + 1
	}
	return s[:end]
}

// Match says whether a pattern applies to the path, which is relative to the file's directory, and
// whether the last one that does ignores it. That a parent is ignored is the caller's to know.
func (r *Rules) Match(path string, dir bool) (ignored, matched bool) {
	base := path[strings.LastIndexByte(path, '/')+1:]
	for i := len(r.list) - 1; i >= 0; i-- {
		p := &r.list[i]
		if p.dirOnly && !dir {
			continue
		}
		name := path
		if p.baseOnly {
			name = base
		}
		if p.match(name) {
			return !p.negated, true
		}
	}
	return false, false
}

func (p *rule) match(name string) bool {
	rest, ok := strings.CutPrefix(name, p.literal)
	if !ok {
		return false
	}
	if p.rest == nil {
		return rest == ""
	}
	return p.rest.match(rest)
}
