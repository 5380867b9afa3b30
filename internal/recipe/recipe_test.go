package recipe

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestCall(t *testing.T) {
	for command, want := range map[string]Call{
		"make":                                         {},
		"gmake -j 4 lint -k docs":                      {Words: []string{"lint", "docs"}, Options: []string{"-k"}},
		"make -j lint":                                 {Words: []string{"lint"}, Options: nil},
		"make -Csub -ftools/rules.mk lint":             {Dir: "sub", File: "tools/rules.mk", Words: []string{"lint"}},
		"make --directory=sub --makefile x.mk":         {Dir: "sub", File: "x.mk"},
		"make -I inc -W a.c V=1 lint > out.txt":        {Sets: true, Words: []string{"lint", "out.txt"}},
		"make -C":                                      {},
		"npm --prefix web run e2e -- -w api":           {Dir: "web", Words: []string{"run", "e2e"}},
		"pnpm -w run e2e":                              {Words: []string{"run", "e2e"}, Options: []string{"-w"}},
		"npm -ws run e2e":                              {Words: []string{"run", "e2e"}, Options: []string{"-ws"}},
		"npm test --workspace='web'":                   {Workspace: "web", Words: []string{"test"}},
		"pnpm -F web -C a lint":                        {Workspace: "web", Dir: "a", Words: []string{"lint"}},
		"yarn -s workspace web run e2e --all":          {Workspace: "web", Words: []string{"run", "e2e"}, Options: []string{"-s", "--all"}},
		"just -f build.just --working-directory sub x": {File: "build.just", Dir: "sub", Words: []string{"x"}},
	} {
		words := strings.Fields(command)
		r, known := Of(words[0])
		got := r.Call(words[1:])
		if want.runner, want.sure = got.runner, got.sure; !known || !reflect.DeepEqual(got, want) {
			t.Errorf("%s asks for %+v", command, got)
		}
	}
	if _, known := Of("git"); known {
		t.Error("git is no runner")
	}
}

func TestScript(t *testing.T) {
	for command, want := range map[string]Script{
		"npm run unit": {"unit", true, true}, "npm run-script -s unit": {"unit", true, true}, "npm run --loglevel warn unit": {"warn", true, false},
		"npm t": {"test", true, true}, "pnpm tst": {"test", true, true}, "npm start": {"start", true, true}, "npm restart": {"restart", false, true},
		"npm lint": {}, "npm ci": {}, "npm run": {}, "npm": {}, "pnpm lint": {"lint", false, true}, "yarn --silent lint": {"lint", false, true}, "yarn --top lint": {"lint", false, false},
		"bun run x --watch": {"x", true, true}, "yarn workspace web lint": {"lint", false, true},
	} {
		words := strings.Fields(command)
		r, _ := Of(words[0])
		if got := r.Call(words[1:]).Script(); got != want {
			t.Errorf("%s runs %+v", command, got)
		}
	}
}

func TestFind(t *testing.T) {
	there := []string{"Makefile", "GNUmakefile", "package.json", "web/package.json", "web/rules.mk", "web/Justfile"}
	for command, want := range map[string]string{
		". make": "GNUmakefile .", "web make": "", ". make -C web -f rules.mk": "web/rules.mk web", "web make -f ../Makefile": "Makefile web", ". just -f web/Justfile": "web/Justfile web",
		"web/src npm test": "web/package.json web", "api/src npm test": "package.json .", ". npm --prefix api test": "", ". npm test -w web": "web/package.json web", ". npm test -w @acme/web": "package.json .", "web/src just": "web/Justfile web", "api just": "", "../api npm test": "",
	} {
		words := strings.Fields(command)
		r, _ := Of(words[1])
		file, from := r.Find(words[0], r.Call(words[2:]), func(p string) bool { return slices.Contains(there, p) })
		if got := strings.TrimSpace(file + " " + from); got != want {
			t.Errorf("%s finds %q", command, got)
		}
	}
	if !Alike("a/Makefile", "GNUmakefile") || Alike("Makefile", "justfile") || !IsFile("x/tox.ini") || IsFile("make.txt") {
		t.Error("files are taken for those of others")
	}
}

const makefile = `# all: nothing
SUITE = suite/a suite/b
SUITE += suite/c
TOOL ?= sh
TOOL ?= bash
url := https://example.com/a:b
include rules/$(TOOL).mk more.mk
.PHONY: lint

all: lint \
  unit # and more
	@echo $(url)
lint:: ; $(TOOL) lint.sh
unit: DEBUG = 1
unit: $(OBJECTS) tools
	for t in $(SUITE); do \
	  $(TOOL) $$t; \
	done
ifdef CI
	echo $(unknown)
endif

	cd sub && $(MAKE) -C $(CURDIR)/x

test-%: a.txt
	sh $*
$(OUT)/b c.$(EXT:.a=.b): d
	true
`

func TestRules(t *testing.T) {
	all := rulesOf("make", strings.Split(makefile, "\n")...)
	if !slices.Equal(all.First, []string{"all"}) || !slices.Equal(all.Included, []string{"rules/sh.mk", "more.mk"}) || all.Unread != "$/b" {
		t.Errorf("first is %q, included %q", all.First, all.Included)
	}
	for name, want := range map[string]string{
		"all": "all 10: lint unit | @echo https://example.com/a:b", "lint": "lint 13:  | sh lint.sh",
		"unit":      "unit 15: tools | for t in suite/a suite/b suite/c; do \\\n\t  sh $$t; \\\n\tdone | echo $(unknown) | cd sub && make -C ./x",
		"test-unit": "test-% 25: a.txt | sh $*", "$/b": "$/b 27: d | true", ".PHONY": ".PHONY 8: lint",
	} {
		as, rules := all.Named(name)
		if len(rules) != 1 {
			t.Errorf("%s has %d rules", name, len(rules))
			continue
		}
		got := as + " " + strconv.Itoa(rules[0].Line+1) + ": " + strings.Join(rules[0].Needs, " ")
		for _, c := range rules[0].Commands() {
			if c = strings.TrimSpace(all.Expand(c)); c != "" {
				got += " | " + c
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if as, _ := all.Named("test-"); as != "" {
		t.Errorf("%s makes test-", as)
	}
	if _, rules := all.Named("unit"); rules[0].Body[1].N != 16 {
		t.Errorf("a line is numbered %d", rules[0].Body[1].N)
	}
}

func rulesOf(runner string, lines ...string) *Rules {
	r, _ := Of(runner)
	return r.Rules(lines)
}

func TestRulesOfOthers(t *testing.T) {
	for want, all := range map[string]*Rules{
		"build 'x' tidy |     sh check.sh":   rulesOf("just", "set shell := x", "@check target='a' other: (build 'x') && tidy", "@check target: (build 'x') && tidy", "    sh check.sh"),
		" |     cmds: |       - sh check.sh": rulesOf("task", "version: '3'", "tasks:", "  check:", "    cmds:", "      - sh check.sh"),
	} {
		_, rules := all.Named("check")
		if len(rules) != 1 || strings.Join(append([]string{strings.Join(rules[0].Needs, " ")}, rules[0].Commands()...), " | ") != want {
			t.Errorf("%+v, want %s", all, want)
		}
	}
	if all := rulesOf("make", ".DEFAULT_GOAL := two", "one:", "two:"); !slices.Equal(all.First, []string{"two"}) {
		t.Errorf("first is %q", all.First)
	}
}

const grows = "E =\nA = $(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)$(E)\n"

// TestRulesAreBounded: what is made to grow does not.
func TestRulesAreBounded(t *testing.T) {
	start := time.Now()
	for name, text := range map[string]string{
		"goes on":  strings.Repeat("a: b \\\n", 200_000),
		"body":     "a:\n" + strings.Repeat("\tx \\\n", 200_000),
		"lost":     strings.Repeat("\tx \\\n", 200_000),
		"adds":     strings.Repeat("A += aaaaaaaaaaaaaaaa\n", 50_000),
		"doubles":  "A = " + strings.Repeat("$(B)", 4_000) + "\nB = " + strings.Repeat("$(C)", 4_000) + "\nC = " + strings.Repeat("x", 16_000) + "\nall: $(A)\n",
		"itself":   "A = $(A) $(A)\nall: $(A)\n",
		"nested":   "all: " + strings.Repeat("$(x ", 50_000) + "\n",
		"patterns": strings.Repeat("%: y\n", 100_000),
		"lines":    grows + strings.Repeat("$(A)$(A)$(A)$(A)\n", 500),
		"takes in": grows + strings.Repeat("include $(A)$(A)$(A)$(A)\n", 500),
		"commands": grows + "all:\n" + strings.Repeat("\t$(A)$(A)$(A)$(A)\n", 500),
	} {
		all := rulesOf("make", strings.Split(text, "\n")...)
		for range 1000 {
			all.Named("none")
		}
		if _, rules := all.Named("all"); name == "commands" {
			for _, c := range rules[0].Commands() {
				all.Expand(c)
			}
		}
		if n := len(all.Expand("$(A)")); n > 2*maxLine {
			t.Errorf("%s: %d bytes", name, n)
		}
	}
	if took := time.Since(start); took > time.Minute {
		t.Errorf("it took %s", took)
	}
}
