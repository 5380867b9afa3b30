package tree

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestMissing(t *testing.T) {
	files := fstest.MapFS{
		"package.json":        {Data: []byte(`{"scripts": {"test": "jest", "lint:fix": "eslint"}}`)},
		"Makefile":            {Data: []byte("VAR := x:y\n.PHONY: all test\nall: test\n\ntest lint: dep\n\tgo test ./... : nothing\n# comment: no\n")},
		"scripts/check.sh":    {Data: []byte("true\n")},
		"tests/test_a.py":     {Data: []byte("")},
		"internal/api/api.go": {Data: []byte("package api\n")},
		"internal/docs/a.md":  {Data: []byte("a")},
		"run":                 {Data: []byte("#!/bin/sh\n")},
		"web/package.json":    {Data: []byte(`{"name": "@app/web", "scripts": {"e2e": "playwright test"}, "devDependencies": {"vite": "5"}}`)},
	}
	for command, want := range map[string]string{
		"npm test":                          "",
		"npm run lint:fix -- --all":         "",
		"npm run lint":                      `package.json has no script "lint"`,
		"npm start":                         `package.json has no script "start"`,
		"npm ci && npm run nope":            `package.json has no script "nope"`,
		"npm --prefix web run e2e":          "",
		"npm --prefix web run nope":         `package.json in web has no script "nope"`,
		"npm run nope --prefix=web":         `package.json in web has no script "nope"`,
		"npm --prefix gone run x":           "there is no package.json in gone",
		"npm run e2e -w web":                "",
		"npm run e2e --workspace=@app/web":  "",
		"npm run nope -w @app/web":          `package.json in web has no script "nope"`,
		"npm run e2e -w @app/gone":          `no package is called "@app/gone"`,
		"npm run nope -ws":                  "",
		"npm run nope --if-present":         "",
		"npm test -- --prefix gone":         "",
		"pnpm -C web run e2e":               "",
		"pnpm -C web run nope":              `package.json in web has no script "nope"`,
		"pnpm --filter @app/web run nope":   `package.json in web has no script "nope"`,
		"pnpm --filter ./web... run nope":   "",
		"pnpm -r run nope":                  "",
		"yarn workspace @app/web run nope":  `package.json in web has no script "nope"`,
		"yarn workspace @app/web run vite":  "",
		"yarn --cwd web run nope":           `package.json in web has no script "nope"`,
		"bun run nope":                      `package.json has no script "nope"`,
		"bun run lint:fix":                  "",
		"bun run scripts/a.ts":              "",
		"bun test":                          "",
		"cd web && npm run e2e":             "",
		"(cd web && npm run nope)":          `package.json in web has no script "nope"`,
		"cd web && cd .. && npm run e2e":    `package.json has no script "e2e"`,
		"cd gone && npm run nope":           "there is no directory gone",
		"cd web && cd gone && make":         "there is no directory web/gone",
		"./run && cd gone && make":          "",
		"cd ../gone && make":                "",
		"cd - && make":                      "",
		"cd ~/src/gone && make":             "",
		"cd inputs/a && make":               "",
		"cd _build/x && make":               "",
		"cd build && make":                  "",
		"mkdir -p build && make -C build":   "",
		"cmake -B out && make -C out all":   "",
		"cd internal && make tests":         "there is no Makefile in internal",
		"cd internal && go test ./api":      "",
		"cd internal && go test ./gone/...": "there is no Go package in ./internal/gone/...",
		"go test -C internal ./api/...":     "",
		"go -C internal vet ./gone":         "there is no Go package in ./internal/gone",
		"go test -C=internal ./api":         "",
		"make -j 4 test":                    "",
		"pnpm -w run gone":                  "",
		"make -I include -o all test":       "",
		"make -j4 --jobs 4 tests":           `the Makefile has no target "tests"`,
		"make --makefile=other.mk tests":    "",
		"cd internal/api && npm test":       "",
		"cd internal && yarn run nope":      `package.json has no script "nope"`,
		"cd internal && npm run e2e -w web": "",
		"cd scripts && bash ./gone.sh":      "there is no scripts/gone.sh",
		"cd \"$DIR\" && npm run nope":       "",
		"yarn test":                         "",
		"yarn -s lint":                      `package.json has no script "lint"`,
		"yarn run lint":                     `package.json has no script "lint"`,
		"yarn lint:fix --all":               "",
		"yarn check":                        "",
		"yarn eslint .":                     "",
		"yarn install && yarn build":        `package.json has no script "build"`,
		"yarn workspace @app/web test":      `package.json in web has no script "test"`,
		"yarn --cwd web test:fix":           `package.json in web has no script "test:fix"`,
		"yarn --cwd web lint:fix":           "",
		"yarn run tsc":                      `package.json has no script "tsc"`,
		"cd web && yarn run tsc":            "",
		"pnpm lint":                         `package.json has no script "lint"`,
		"pnpm --filter @app/web test":       `package.json in web has no script "test"`,
		"pnpm -r lint":                      "",
		"pnpm audit":                        "",
		"npm lint":                          "",
		"bun run x":                         `package.json has no script "x"`,
		"bun lint":                          `package.json has no script "lint"`,
		"bun build ./a.ts":                  "",
		"bun dev.ts":                        "",
		"pnpm run nope":                     `package.json has no script "nope"`,
		"make":                              "",
		"make test lint V=1 -j4":            "",
		"make tests":                        `the Makefile has no target "tests"`,
		"make -C web tests":                 "there is no Makefile in web",
		"go test ./...":                     "",
		"go test -race ./internal/api":      "",
		"go test ./internal/api/...":        "",
		"go test ./internal/docs":           "there is no Go package in ./internal/docs",
		"go vet ./nowhere/...":              "there is no Go package in ./nowhere/...",
		"go run ./internal/api/api.go":      "",
		"go mod tidy":                       "",
		"bash scripts/check.sh":             "",
		"CI=1 bash scripts/gone.sh":         "there is no scripts/gone.sh",
		"python3 -m pytest":                 "",
		"pytest tests/test_a.py::test_one":  "",
		"pytest tests/test_b.py":            "there is no tests/test_b.py",
		"./run --all":                       "",
		"./gone":                            "there is no gone",
		"cd web && npm run nope":            `package.json in web has no script "nope"`,
		"npm run \"$SCRIPT\"":               "",
		"make $(TARGET)":                    "",
		"! make tests":                      `the Makefile has no target "tests"`,
		"node ../elsewhere/a.js":            "",
		"":                                  "",
		"a-tool-nobody-knows --with ./flag": "",
	} {
		if got := New(files).Missing(command); got != want {
			t.Errorf("Missing(%q) = %q, want %q", command, got, want)
		}
	}
}

// TestRulesForManyTargets: a rule for names of one form hides no other name.
// TestMissingAfterABuild: what an earlier command leaves need not be in the tree.
func TestMissingAfterABuild(t *testing.T) {
	files := fstest.MapFS{"cmd/x/main.go": {Data: []byte("package main\n")}, "Makefile": {Data: []byte("build test tool tool/x.sh:\n\ttrue\n")}, "scripts/build.sh": {Data: []byte("true\n")}}
	for commands, want := range map[string]string{
		"./bin/x --version":                                 "there is no bin/x",
		"go build -o bin/x ./cmd/x; ./bin/x --version":      "",
		"go build -o bin/ ./cmd/x && ./bin/x":               "",
		"go build -o=bin/x ./cmd/x\n./bin/y":                "there is no bin/y",
		"go build ./cmd/x\n./bin/x":                         "there is no bin/x",
		"cc -o out/a a.c\n./out/a":                          "",
		"make build\n./bin/x":                               "",
		"make build && ./x --version":                       "",
		"make -j4\n./x":                                     "",
		"make tool\n./bin/x":                                "",
		"make tool/x.sh && tool/x.sh":                       "",
		"make test && ./x":                                  "there is no x",
		"make build && ./x.sh":                              "there is no x.sh",
		"go build ./cmd/x && ./x":                           "",
		"go build ./cmd/x && ./y":                           "there is no y",
		"scripts/build.sh && ./out/x":                       "",
		"make test\n./bin/x":                                "there is no bin/x",
		"make build\n./tools/x":                             "there is no tools/x",
		"cargo build --release\n./target/release/x --check": "",
	} {
		tr, got := New(files), ""
		for c := range strings.SplitSeq(commands, "\n") {
			got = tr.Missing(c)
		}
		if got != want {
			t.Errorf("%q misses %q, want %q", commands, got, want)
		}
	}
}

func TestRulesForManyTargets(t *testing.T) {
	tr := New(fstest.MapFS{"Makefile": {Data: []byte("bench-%: all\n\ttrue\n$(OUT)/%.pdf: %.md\n$(BIN)/tool \\\n  other: x\nlib-$(OS).a: y\n")}})
	for name, found := range map[string]bool{
		"bench-io": true, "out/bench-io": true, "bench-": false, "out/a.pdf": true, "a.pdf": false, "bin/tool": true, "other": true, "lib-linux.a": true, "lint": false, "x": false,
	} {
		if got := tr.Missing("make " + name); (got == "") != found {
			t.Errorf("make %s: %q", name, got)
		}
	}
}

// TestRulesThatDoNotCount are lines that look like rules and make nothing, and those
// that may.
func TestRulesThatDoNotCount(t *testing.T) {
	for makefile, targets := range map[string]map[string]bool{
		".PHONY: a b\na:\n\ttrue\n":                                   {"a": true, "b": false, "c": false},
		"define text\na: b\nendef\nb:\n\ttrue\n":                      {"a": false, "b": true},
		"ifdef NEVER\na:\n\ttrue\nelse\nb:\n\ttrue\nendif\nc:\n":      {"a": false, "b": true, "c": true, "a NEVER=1": true},
		"X = 1\nifdef X\na:\nendif\n":                                 {"a": true, "b": false},
		"ifndef NEVER\na:\nelse ifdef Y\nb:\nelse\nc:\nendif\n":       {"a": true, "b": false, "c": false},
		"ifdef N\nifdef M\na:\nendif\nb:\nendif\nc:\n":                {"a": false, "b": false, "c": true},
		"ifeq ($(OS),x)\na:\nelse\nb:\nendif\nifdef CI\nc:\nendif\n":  {"a": true, "b": true, "c": true, "d": false},
		"%.txt: %.md\n\ttrue\n":                                       {"a.txt": true, "web/b.txt": true, "b.txt": false, "a.md": false},
		"%.out: %.txt\n\ttrue\n%.txt: %.md | x\n\ttrue\n":             {"a.out": true, "n.out": true},
		"%.out: %.txt\n\ttrue\n%.txt: %.md\n\ttrue\nn.txt:\n\ttrue\n": {"a.out": true, "n.out": true, "m.out": false},
		"build-%: deps\n\ttrue\n":                                     {"build-x": true, "build": false},
	} {
		tr := New(fstest.MapFS{"Makefile": {Data: []byte(makefile)}, "a.md": {}, "web/b.md": {}})
		for name, found := range targets {
			if got := tr.Missing("make " + name); (got == "") != found {
				t.Errorf("make %s with %q: %q", name, makefile, got)
			}
		}
		if got := tr.Missing("NEVER=1 make a"); strings.HasPrefix(makefile, "ifdef NEVER") && got != "" {
			t.Errorf("NEVER=1 make a: %q", got)
		}
	}
}

// TestIncludedMakefiles: what a makefile includes is read where it is in the tree, and a
// file that no rule makes and that need not be there hides no name.
func TestIncludedMakefiles(t *testing.T) {
	for makefile, found := range map[string]map[string]bool{
		"include mk/a.mk\n":                                      {"a": true, "b": false, "c": true},
		"include mk/*.mk\nt:\n":                                  {"a": true, "b": true, "t": true, "u": false},
		"-include $(wildcard mk/*.mk)\n":                         {"b": true, "u": false},
		"include $(wildcard gone/*.mk)\na:\n":                    {"a": true, "u": false},
		"DIR := mk\nFILES = $(DIR)/b.mk\ninclude $(FILES) # x\n": {"a": false, "b": true},
		"include $(CURDIR)/mk/b.mk\n":                            {"a": false, "b": true},
		"-include .env\ninclude prod.env .env.local\na:\n":       {"a": true, "u": false},
		"-include local.mk config/local.mk\na:\n":                {"a": true, "u": false},
		"-include $(OBJS:.o=.d)\na:\n":                           {"a": true, "u": false, "x.o": true},
		"-include $(patsubst %.o, %.d, $(OBJS))\na:\n":           {"a": true, "u": false},
		"DEPS = $(SRCS:%.c=$(OUT)/%.d)\ninclude $(DEPS)\na:\n":   {"a": true, "u": false},
		"-include .depend\na:\n":                                 {"a": true, "u": false},
		"include Makefile\na:\n":                                 {"a": true, "u": false},
		"ifdef NEVER\ninclude gone.mk\nendif\na:\n":              {"a": true, "u": false},
		"-include $(DEPS).d $(X)/rules.mk\n":                     {"u": true},
	} {
		tr := New(fstest.MapFS{"Makefile": {Data: []byte(makefile)}, "mk/a.mk": {Data: []byte("a:\ninclude mk/c.mk\n")}, "mk/b.mk": {Data: []byte("b:\n")}, "mk/c.mk": {Data: []byte("c:\n")}})
		for name, found := range found {
			if got := tr.Missing("make " + name); (got == "") != found {
				t.Errorf("make %s with %q: %q", name, makefile, got)
			}
		}
	}
}

func TestMissingIsCareful(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"included makefile": {"Makefile": {Data: []byte("include other.mk\n")}},
		"generated":         {"Makefile": {Data: []byte("-include gen.mk\ngen.mk: gen.sh\n\t./gen.sh\n")}},
		"by form":           {"Makefile": {Data: []byte("-include gen.mk\n%.mk:\n\t./gen.sh\n")}},
		"of the system":     {"Makefile": {Data: []byte("-include /etc/rules.mk\n")}},
		"fetched":           {"Makefile": {Data: []byte("-include node_modules/a/rules.mk\n")}},
		"by a program":      {"Makefile": {Data: []byte("PGXS := $(shell pg_config --pgxs)\ninclude $(PGXS)\n")}},
		"by a variable":     {"Makefile": {Data: []byte("-include $(TOP)/rules.mk\n")}, "rules.mk": {Data: []byte("a:\n")}},
		"set twice":         {"Makefile": {Data: []byte("ifeq ($(OS),x)\nD = a\nelse\nD = b\nendif\n-include $(D).mk\n")}, "a.mk": {Data: []byte("anything:\n")}},
		"deep in others":    {"Makefile": {Data: []byte("include a.mk\n")}, "a.mk": {Data: []byte("include b.mk\n")}},
		"any in another":    {"Makefile": {Data: []byte("include a.mk\n")}, "a.mk": {Data: []byte("%: y\n\ttrue\n")}},
		"huge included":     {"Makefile": {Data: []byte("include a.mk\n")}, "a.mk": {Data: make([]byte, maxFile+1)}},
		"too many included": {"Makefile": {Data: []byte(strings.Repeat("-include a.mk b.mk\n", maxIncluded))}},
		"any name":          {"Makefile": {Data: []byte("%: y\n\ttrue\n")}},
		"too many ways":     {"Makefile": {Data: []byte(strings.Repeat("%ing: x%ing\n", 200))}},
		"default rule":      {"Makefile": {Data: []byte("a:\n.DEFAULT:\n\ttrue\n")}},
		"rules by rules":    {"Makefile": {Data: []byte("a:\n$(foreach t,$(TS),$(eval $(call rule,$(t))))\n")}},
		"deep names":        {"Makefile": {Data: []byte("$(a $(b $(c $(d $(e $(f x)))))): y\n")}},
		"made names":        {"Makefile": {Data: []byte("$(ALL): y\n")}},
		"huge makefile":     {"Makefile": {Data: make([]byte, maxFile+1)}},
	} {
		if got := New(files).Missing("make anything"); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	for name, files := range map[string]fstest.MapFS{
		"broken package.json": {"package.json": {Data: []byte("{")}},
	} {
		if got := New(files).Missing("npm run x"); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := New(fstest.MapFS{}).Missing("npm run x"); got != "there is no package.json" {
		t.Errorf("empty tree: %q", got)
	}
	if got := New(fstest.MapFS{}).Missing("make x"); got != "there is no Makefile" {
		t.Errorf("empty tree: %q", got)
	}
}

func TestNamed(t *testing.T) {
	tree := New(fstest.MapFS{"internal/api/api.go": {}, ".git/config": {}})
	for name, want := range map[string]bool{"api": true, "api.go": true, "internal": true, "ap": false, "config": false, "internal/api": false} {
		if got := tree.Named(name); got != want {
			t.Errorf("Named(%q) = %v", name, got)
		}
	}
}
