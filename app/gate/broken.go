package gate

import (
	"fmt"
	"path"
	"runtime"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

// look is what a rule finds. One that breaks off has judged nothing, so that every
// file waits for somebody to look in its place; the other rules judge all the same.
func (r Rule) look(set *change.Set) (found []change.Finding, broke bool, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			said, _, _ := strings.Cut(fmt.Sprint(fault), "\n")
			found, broke, err = nil, true, nil
			for _, f := range set.Files {
				found = append(found, f.Whole(fmt.Sprintf("the rule broke off, by a fault of its own (%s%s): somebody has to look in its place", said, origin())))
			}
		}
	}()
	if found, err = r.Judge(set); len(found) == 0 && err == nil && set.Phase == app.PhaseVerification {
		found, err = r.shown(set)
	}
	return found, false, err
}

// origin is the line that a panic came from, as " at FILE:LINE".
func origin() string {
	pcs := make([]uintptr, 64)
	frames, behind := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)]), false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			behind = true
		case behind && !strings.HasPrefix(f.Function, "runtime."):
			return fmt.Sprintf(" at %s/%s:%d", path.Base(path.Dir(f.File)), path.Base(f.File), f.Line)
		}
		if !more {
			return ""
		}
	}
}
