package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// JUnit reads the XML of pytest, Surefire, jest-junit, nextest, node and
// others. It is complete when the document is closed and every suite holds as
// many cases as it says.
func JUnit(b []byte) (Report, bool) {
	j := junit{Report: Report{Format: "JUnit XML", Complete: true}}
	d := xml.NewDecoder(bytes.NewReader(b))
	d.Strict = true
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			j.broken("its XML breaks off")
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			if !j.start(t) {
				return Report{}, false
			}
		case xml.EndElement:
			j.end(t.Name.Local)
		}
	}
	if j.depth > 0 {
		j.broken("its XML breaks off")
	}
	return j.Report, j.root
}

type junit struct {
	Report
	root   bool
	depth  int
	name   string // of the case that is open
	status app.Status
	load   bool // it stands for a file that could not be loaded
	suites []suite
}

// suite is an open one: the cases it announced, and those that came.
type suite struct {
	name       string
	says, come int
}

// start tells whether the document may still be a report.
func (j *junit) start(e xml.StartElement) bool {
	j.depth++
	name := e.Name.Local
	if !j.root && name != "testsuites" && name != "testsuite" || j.depth > 100 {
		return false
	}
	j.root = true
	switch name {
	case "testsuite":
		says, err := strconv.Atoi(attr(e, "tests"))
		if err != nil {
			says = -1
		}
		j.suites = append(j.suites, suite{attr(e, "name"), says, 0})
	case "testcase":
		j.name, j.status, j.load = attr(e, "name"), app.StatusPass, false
		if class := attr(e, "classname"); class != "" && class != j.name {
			j.name = class + "." + j.name
		}
		for n := range j.suites {
			j.suites[n].come++
		}
	case "failure":
		j.worst(app.StatusFail)
	case "error":
		j.load = j.load || attr(e, "message") == "collection failure" // pytest's
		j.worst(app.StatusError)
	case "skipped":
		j.status = app.StatusSkipped
	}
	return true
}

func (j *junit) worst(s app.Status) {
	if j.status != app.StatusSkipped && weight(s) > weight(j.status) {
		j.status = s
	}
}

func (j *junit) end(name string) {
	j.depth--
	switch name {
	case "testcase":
		if j.load {
			j.unloaded(j.name)
		} else {
			j.add(j.name, j.status)
		}
	case "testsuite":
		last := len(j.suites) - 1
		if s := j.suites[last]; s.says > s.come {
			j.broken("the suite " + strconv.Quote(s.name) + " holds fewer tests than it says")
		}
		j.suites = j.suites[:last]
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
