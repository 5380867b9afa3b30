package main

import (
	"io"
	"strings"
	"testing"
)

func TestPolicyExitCodes(t *testing.T) {
	for name, c := range map[string]struct {
		args  []string
		stdin string
		code  int
	}{
		"fine":            {[]string{"check", "-"}, "approve_plan: never", exitFine},
		"a fault":         {[]string{"check", "-"}, "approve_plan: often", exitBadInput},
		"no such file":    {[]string{"check", "nowhere/policy.yml"}, "", exitBadInput},
		"no file named":   {[]string{"check"}, "", exitBadInput},
		"the schema":      {[]string{"schema"}, "", exitFine},
		"an explanation":  {[]string{"explain", "--repo", ".", "main.go"}, "", exitFine},
		"no such tree":    {[]string{"explain", "--repo", "nowhere", "main.go"}, "", exitBadInput},
		"a path outside":  {[]string{"explain", "--repo", ".", "/etc/passwd"}, "", exitBadInput},
		"no path named":   {[]string{"explain"}, "", exitBadInput},
		"an unknown flag": {[]string{"explain", "--deep"}, "", exitBadInput},
	} {
		t.Run(name, func(t *testing.T) {
			code := run(append([]string{"policy"}, c.args...), streams{In: strings.NewReader(c.stdin), Out: io.Discard, Err: io.Discard})
			if code != c.code {
				t.Errorf("exit %d, want %d", code, c.code)
			}
		})
	}
}
