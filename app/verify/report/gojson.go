package report

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// goEvent is a record of `go test -json`.
type goEvent struct {
	Action, Package, Test, Output, ImportPath string
}

// events calls each for the records among the lines of b, and other for the
// lines that are none.
func events(b []byte, each func(goEvent), other func(line string)) {
	lines(b, func(line string) {
		var e goEvent
		if strings.HasPrefix(line, "{") && json.Unmarshal([]byte(line), &e) == nil && e.Action != "" && (e.Package != "" || e.ImportPath != "") {
			each(e)
			return
		}
		other(line)
	})
}

// GoJSON reads `go test -json`. A package is complete with its own last record
// and with one for each test that was started.
func GoJSON(b []byte) (Report, bool) {
	r := Report{Format: "go test -json", Complete: true}
	open, started, red, said, crashed := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	seen := false
	events(b, func(e goEvent) {
		seen = seen || e.Package != ""
		name := e.Package + "." + e.Test
		switch {
		case e.Package == "":
		case e.Test == "" && e.Action == "start":
			started[e.Package] = true
		case e.Test == "":
			r.goPackage(e, started, red[e.Package])
		case e.Action == "run":
			open[name] = true
		case e.Action == "output":
			said[name] = said[name] || strings.HasPrefix(strings.TrimLeft(e.Output, " "), "--- PASS: ")
			if strings.HasPrefix(e.Output, "panic: ") {
				crashed[name] = true
			}
		default:
			if s, ends := goStatus(e.Action); ends {
				delete(open, name)
				if e.Action == "pass" && !said[name] { // go calls what a process left open passed
					s = app.StatusError
					r.broken("a test was started and never ended")
				}
				red[e.Package] = red[e.Package] || s == app.StatusFail
				r.add(name, s)
			}
		}
	}, func(string) {})
	for name := range open {
		r.add(name, app.StatusError)
		r.broken("a test was started and never ended")
	}
	if len(started) > 0 {
		r.broken("the run of a package did not come to its end")
	}
	r.brokeOff(crashed, "/")
	return r, seen
}

// goPackage ends a package; one that failed without a failing test was not loaded.
func (r *Report) goPackage(e goEvent, started map[string]bool, red bool) {
	s, ends := goStatus(e.Action)
	if !ends {
		return
	}
	delete(started, e.Package)
	if s == app.StatusFail && !red {
		r.unloaded(e.Package)
	}
}

func goStatus(action string) (app.Status, bool) {
	switch action {
	case "pass", "bench":
		return app.StatusPass, true
	case "fail":
		return app.StatusFail, true
	case "skip":
		return app.StatusSkipped, true
	}
	return app.StatusUnknown, false
}

// Plain is the output of `go test -json` as people read it; other bytes stay
// as they are.
func Plain(b []byte) []byte {
	var out bytes.Buffer
	events(b, func(e goEvent) { out.WriteString(e.Output) }, func(line string) { out.WriteString(line + "\n") })
	return out.Bytes()
}
