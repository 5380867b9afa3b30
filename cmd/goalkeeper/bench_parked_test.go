package main

import (
	"encoding/json"
	"errors"
	"os/exec"
	"testing"
)

// TestBenchParked parks goals and has some answered; whether the machine is fast
// enough is not the question here.
func TestBenchParked(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("goalkeeper", "bench", "parked", "--goals", "8", "--json")
	cmd.Env = append(plainEnviron(), "TMPDIR="+passable(t))
	out, err := cmd.Output()
	if ended := (&exec.ExitError{}); errors.As(err, &ended) && ended.ExitCode() != exitNegative {
		t.Fatalf("%v: %s", err, ended.Stderr)
	}
	var told struct {
		Goals   int       `json:"goals"`
		Resumes []float64 `json:"resume_s"`
	}
	if err := json.Unmarshal(out, &told); err != nil || told.Goals != 8 || len(told.Resumes) != parkedResumes {
		t.Errorf("%v: %s", err, out)
	}
}
