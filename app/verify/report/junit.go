package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// JUnit reads the XML of pytest, Surefire, jest-junit, nextest, node and
// others. It is complete when the document is closed and every suite holds as
// many cases as it says. What linters write in this form is no report of tests:
// it names rules and places where something was found, and they are gone where
// nothing is, so the exit status speaks for them.
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
		case xml.CharData:
			j.text(t)
		case xml.EndElement:
			j.end(t.Name.Local)
		}
	}
	if j.depth > 0 {
		j.broken("its XML breaks off")
	}
	return j.Report, j.root && !j.linted()
}

type junit struct {
	Report
	root   bool
	says   bool // how many tests there are, whatever suites it holds
	count  int  // cases
	lint   int  // of these, a linter's
	depth  int
	last   string      // element that started
	cases  []junitCase // that are open
	suites []suite
}

type junitCase struct {
	name   string
	status app.Status
	todo   bool // it is known to fail
	load   bool // it stands for a file that could not be loaded
}

// suite is an open one: the cases it announced, and those that came.
type suite struct {
	name       string
	of         string // package
	says, come int
}

// linted tells whether a document is a linter's, also where it found nothing.
func (j *junit) linted() bool { return j.lint == j.count && (j.lint > 0 || !j.says) }

// place ends with a line of a file.
var place = regexp.MustCompile(`\.\w+:\d+(?::\d+)?$`)

// lints tells whether a case is a linter's: it is called for a rule of the package that
// its suite names, or for the suite's file or the linter where there is nothing to find,
// or it stands at a line of a file.
func (s suite) lints(class, name string) bool {
	rule := s.of != "" && (strings.HasPrefix(name, s.of+".") || name == s.name || strings.HasSuffix(s.of, "."+class))
	return rule && !strings.HasPrefix(class, s.of) || place.MatchString(class)
}

// start tells whether the document may still be a report.
func (j *junit) start(e xml.StartElement) bool {
	j.depth++
	name := e.Name.Local
	if !j.root && name != "testsuites" && name != "testsuite" || j.depth > 100 {
		return false
	}
	j.root, j.last = true, name
	switch name {
	case "testsuites":
		j.says = j.says || attr(e, "tests") != ""
	case "testsuite":
		says, err := strconv.Atoi(attr(e, "tests"))
		if err != nil {
			says = -1
		}
		j.says = true
		j.suites = append(j.suites, suite{name: attr(e, "name"), of: attr(e, "package"), says: says})
	case "testcase":
		c, class := junitCase{name: attr(e, "name"), status: app.StatusPass}, attr(e, "classname")
		if class != "" && class != c.name {
			c.name = class + "." + c.name
		}
		j.cases = append(j.cases, c)
		j.count++
		if last := len(j.suites) - 1; last >= 0 && j.suites[last].lints(class, attr(e, "name")) {
			j.lint++
		}
		for n := range j.suites {
			j.suites[n].come++
		}
	default:
		if last := len(j.cases) - 1; last >= 0 {
			j.cases[last].says(e, slices.ContainsFunc(j.suites, func(s suite) bool { return s.name == "pytest" }))
		}
	}
	return true
}

// says notes what an element tells of the case it stands in: the worst holds.
func (c *junitCase) says(e xml.StartElement, pytest bool) {
	s := app.StatusPass
	switch e.Name.Local {
	case "failure":
		s = app.StatusFail
		if pytest && raised(attr(e, "message")) {
			s = app.StatusError
		}
	case "error":
		c.load = c.load || attr(e, "message") == "collection failure" // pytest's
		s = app.StatusError
	case "skipped":
		c.todo = c.todo || attr(e, "type") == "todo" // node's
		s = app.StatusSkipped
	}
	if !c.todo && weight(s) > weight(c.status) || c.todo && s == app.StatusSkipped {
		c.status = s
	}
}

// text notes by which exception a case failed, where only what the runner shows of
// it tells.
func (j *junit) text(t xml.CharData) {
	if last := len(j.cases) - 1; last >= 0 && j.last == "failure" && j.cases[last].status == app.StatusFail && junitThrew.Match(bytes.TrimSpace(t)) {
		j.cases[last].status = app.StatusError
	}
}

// junitThrew is how jest-junit and node show such an exception.
var junitThrew = regexp.MustCompile(`(?:^|\n *cause: )` + strings.TrimPrefix(scriptThrew.String(), "^"))

func (j *junit) end(name string) {
	j.depth--
	switch name {
	case "testcase":
		last := len(j.cases) - 1
		if c := j.cases[last]; c.load {
			j.unloaded(c.name)
		} else {
			j.add(c.name, c.status)
		}
		j.cases = j.cases[:last]
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
