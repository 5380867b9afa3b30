package gate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// between is a goal's change from one tree to another.
func between(base, result tree) Input {
	in := Between(base.changes(result), base.fs(), result.fs())
	in.Contract = &app.Contract{Frozen: []string{"internal/capture/**"}}
	return in
}

// input is a change of one text file; an empty side is absent.
func input(path, before, after string) Input {
	base, result := tree{}, tree{}
	if before != "" {
		base[path] = before
	}
	if after != "" {
		result[path] = after
	}
	return between(base, result)
}

// wide is ASCII text as little-endian UTF-16.
func wide(s string) string {
	var out strings.Builder
	for _, c := range []byte(s) {
		out.Write([]byte{c, 0})
	}
	return out.String()
}

func TestGates(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	key := "-----BEGIN RSA " + "PRIVATE KEY-----\n" + strings.Repeat("MIIEowIBAAKCAQEAx7\n", 6) + "-----END RSA " + "PRIVATE KEY-----\n"
	link := input("doc", "", "target")
	link.Changes[0].Mode = 0o120000
	fixture := input("testdata/example.txt", "", key)
	fixture.Waivers = []app.Waiver{{Rule: "secrets", Path: "testdata/example.txt", By: "github:ann", Reason: "an example"}}
	unnamed := input("testdata/example.txt", "", key)
	unnamed.Waivers = []app.Waiver{{Path: "testdata/example.txt", By: "github:ann", Reason: "an example"}}
	lapsed := input("testdata/example.txt", "", key)
	lapsed.Waivers = []app.Waiver{{Rule: "secrets", Path: "testdata/example.txt", By: "github:ann", Reason: "an example", Bytes: "others"}}
	runnable := input("a/run.py", "", "print(1)\n")
	runnable.Changes[0].Mode = 0o100755
	script := input("a/run.py", "", "#!/usr/bin/env python3\nprint(1)\n")
	script.Changes[0].Mode = 0o100755
	uncontracted := input(".github/workflows/ci.yml", "", "on: push")
	uncontracted.Contract = nil
	binary := input("logo.png", "", "x")
	binary.Changes[0].Additions = -1
	planned := input("go.mod", "module a\n", "module a\nrequire b.org/c v1.0.0\n")
	planned.Plan = &app.Plan{Files: []string{"go.mod"}}
	waivedInput := input("go.mod", "module a\n", "module a\nrequire b.org/c v1.0.0\n")
	waivedInput.Waivers = []app.Waiver{{Rule: "dependencies", Path: "go.mod", By: "github:ann"}}
	waivedDeploy := input("k8s/a.yaml", "a", "b")
	waivedDeploy.Waivers = []app.Waiver{{Rule: "categories.deploy", Path: "k8s/**", By: "github:ann"}}
	touched := input("check.sh", "exit 1\n", "exit 0\n")
	touched.Plan = &app.Plan{Checks: []app.Check{{Criterion: "C1", Command: "sh ./check.sh -v"}}}
	moved := input("docs/ci.yml", "", "x")
	moved.Changes[0].OldPath = ".github/workflows/ci.yml"
	for name, c := range map[string]struct {
		in   Input
		rule string // that finds something; empty: none
		want app.Action
	}{
		"plain change":                 {in: input("a.go", "package a\n", "package b\n"), want: app.ActionAllow},
		"frozen path":                  {input("internal/capture/c.go", "a", "b"), "scope", app.ActionStop},
		"CI":                           {input(".github/workflows/ci.yml", "", "on: push"), "protected", app.ActionStop},
		"moved out of a frozen path":   {moved, "protected", app.ActionStop},
		"a secret":                     {input("deploy.txt", "", key), "secrets", app.ActionStop},
		"a secret behind a zero byte":  {input("deploy.bin", "", "\x00\n"+key), "secrets binaries", app.ActionStop},
		"a secret in UTF-16":           {input("deploy.ps1", "", "\xff\xfe"+wide(key)), "secrets binaries", app.ActionStop},
		"a secret in both binaries":    {input("deploy.bin", "\x00\n"+key, "\x00\n"+key+"\n# comment\n"), "binaries", app.ActionFlag},
		"a secret that was there":      {in: input("deploy.txt", key, key+"\n# comment\n"), want: app.ActionAllow},
		"a secret that is permitted":   {in: fixture, want: app.ActionAllow},
		"a secret of a permitted path": {unnamed, "secrets", app.ActionStop},
		"a secret of other bytes":      {lapsed, "secrets", app.ActionStop},
		"a symbolic link":              {link, "links", app.ActionAsk},
		"a new file that can be run":   {runnable, "links", app.ActionAsk},
		"a new script":                 {in: script, want: app.ActionAllow},
		"an unplanned dependency":      {input("go.mod", "module a\n", "module a\nrequire b.org/c v1.0.0\n"), "dependencies", app.ActionAsk},
		"a planned dependency":         {in: planned, want: app.ActionAllow},
		"a waived dependency":          {in: waivedInput, want: app.ActionAllow},
		"a kept file":                  {input("kept.go", "// @preserve\n", "b"), "preserve", app.ActionStop},
		"a generated file":             {input("gen/a.pb.go", "a", "b"), "generated", app.ActionAsk},
		"deployment":                   {input("k8s/a.yaml", "a", "b"), "categories.deploy", app.ActionAsk},
		"deployment that is permitted": {in: waivedDeploy, want: app.ActionAllow},
		"a login":                      {input("auth/a.go", "a", "b"), "risk", app.ActionFlag},
		"CI without a contract":        {uncontracted, "protected", app.ActionStop},
		"a binary":                     {binary, "binaries", app.ActionFlag},
		"a removed test file":          {input("a_test.go", "package a\nfunc TestX(t *testing.T) {}\n", ""), "tests-removed", app.ActionFlag},
		"a removed test":               {input("a_test.go", "package a\nfunc TestX(t *testing.T) {}\n", "package a\n"), "tests-removed tests-alone", app.ActionFlag},
		"a removed python test":        {input("tests/test_a.py", "def test_x():\n    pass\n", "\n"), "tests-removed tests-alone", app.ActionFlag},
		"a test more":                  {in: input("a_test.go", "package a\n", "package a\nfunc TestX(t *testing.T) {}\n"), want: app.ActionAllow},
		"a new test":                   {in: input("b_test.go", "", "package a\nfunc TestX(t *testing.T) {}\n"), want: app.ActionAllow},
		"what a check runs":            {touched, "checks-touched masking", app.ActionFlag},
		"bidirectional controls":       {input("a.go", "", "package a // \u202E hidden\n"), "hidden-text", app.ActionAsk},
	} {
		t.Run(name, func(t *testing.T) {
			v, err := gates.Judge(c.in)
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for _, child := range v.Children {
				if child.Status != app.StatusPass {
					found = append(found, child.Rule)
					if child.Reason == "" || len(child.Places) == 0 || child.Who == "" && child.Action != app.ActionFlag {
						t.Errorf("%s says too little: %+v", child.Rule, child)
					}
				}
			}
			if v.Action != c.want || (c.rule != "") != (v.Status == app.StatusFail) || c.rule != "" && fmt.Sprint(found) != "["+c.rule+"]" {
				t.Errorf("action %s, found %v, want %s by %q", v.Action, found, c.want, c.rule)
			}
		})
	}
}
