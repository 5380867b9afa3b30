package script

import (
	"encoding/json"
	"regexp"
	"time"
)

// Script is a parsed and checked script; it is read-only and may be used by any number of servers.
type Script struct {
	plays []play
}

type play struct {
	name  string
	match match
	steps []step
}

type match struct {
	contains []string
	matches  *regexp.Regexp
	offers   string
}

type step struct {
	line     int
	name     string
	branches []branch
	expect   *condition
	say      string
	think    string
	calls    []call
	finish   string
	usage    *usage
	delay    time.Duration
	times    int
	next     string
	faults   []fault
}

// answers says whether the step has something to answer with.
func (s *step) answers() bool { return s.say != "" || s.think != "" || len(s.calls) > 0 }

type branch struct {
	line int
	when *condition
	to   string
}

type condition struct {
	tool           string
	status         string
	resultContains []string
	resultMatches  *regexp.Regexp
	userContains   []string
	userMatches    *regexp.Regexp
	offers         string
}

// call holds either args, with its JSON ready, or raw arguments.
type call struct {
	tool      string
	args      json.RawMessage
	arguments string
	id        *string
}

type usage struct {
	input, cached, output int
}

type faultKind int

const (
	faultUnknown faultKind = iota
	faultHTTP
	faultCut
	faultEmpty
	faultNonsense
)

type fault struct {
	kind       faultKind
	status     int
	code       string
	message    string
	retryAfter time.Duration
	cut        int
	nonsense   string
	times      int
}
