package shell

import (
	"slices"
	"testing"
)

func TestEnviron(t *testing.T) {
	t.Setenv("GOALKEEPER_TOKEN", "secret")
	place := Place{Home: "/home/agent", Tmp: "/tmp", Toolchains: []string{"/opt/go", "/opt/tools/bin"}}
	env := Environ(place, []string{"TERM=xterm", "A=1", "A=2"})
	want := []string{
		"CI=true", "GOCACHE=/home/agent/.cache/go-build", "GOPROXY=off", "GOTELEMETRY=off", "GOTOOLCHAIN=local",
		"HOME=/home/agent", "LANG=C.UTF-8", "LOGNAME=agent", "NO_COLOR=1",
		"PATH=/opt/go/bin:/opt/tools/bin:/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin",
		"SHELL=/bin/sh", "TMPDIR=/tmp", "USER=agent", "TERM=xterm", "A=2",
	}
	if !slices.Equal(env, want) {
		t.Errorf("environment\n got %q\nwant %q", env, want)
	}
}

func TestStatus(t *testing.T) {
	cases := []struct {
		status int
		signal string
	}{{0, ""}, {1, ""}, {128, ""}, {130, "SIGINT"}, {137, "SIGKILL"}, {139, "SIGSEGV"}, {128 + 40, "signal 40"}, {255, ""}}
	for _, tc := range cases {
		if exit, signal := Status(tc.status); exit != tc.status || signal != tc.signal {
			t.Errorf("status %d is %d, %q, want signal %q", tc.status, exit, signal, tc.signal)
		}
	}
}
