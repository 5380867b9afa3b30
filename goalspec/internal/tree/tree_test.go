package tree

import (
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
		"./gone":                            "",
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

// TestTargets: a rule counts wherever it stands, in an included file too, and neither a rule for
// many names nor what takes in variables hides a name.
func TestTargets(t *testing.T) {
	for makefile, targets := range map[string]map[string]bool{
		".PHONY: a b\na:\n\ttrue\n":             {"a": true, "b": false, "c": false},
		"ifdef X\na:\nelse\nb:\nendif\n":        {"a": true, "b": true, "c": false},
		"tool \\\n  other: x\n\techo c: d\n":    {"tool": true, "other": true, "c": false},
		"-include .env\ninclude prod.env\na:\n": {"a": true, "c": false},
		"-include $(OBJS:.o=.d)\na:\n":          {"a": true, "c": false},
		"include mk/a.mk\na:\n":                 {"c": true},
		"%.pdf: %.md\n\ttrue\n":                 {"a.pdf": true, "out/a.pdf": true, "c": false},
		"bench-%: all\n$(BIN)/tool: x\n":        {"bench-io": true, "bench-": false, "bin/tool": true, "lint": false},
		"include there.mk\na:\n":                {"a": true, "t": true, "deep": true, "c": false},
		"-include there.mk # of ours\n":         {"t": true, "c": false},
		"include Makefile\na:\n":                {"a": true, "c": true},
		"include $(TOP)/there.mk\n":             {"c": true},
	} {
		tr := New(fstest.MapFS{"Makefile": {Data: []byte(makefile)}, "there.mk": {Data: []byte("t:\ninclude mk/deep.mk\n")}, "mk/deep.mk": {Data: []byte("deep:\n")}})
		for name, found := range targets {
			if got := tr.Missing("make " + name); (got == "") != found {
				t.Errorf("make %s with %q: %q", name, makefile, got)
			}
		}
	}
}

func TestMissingIsCareful(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"included makefile": {"Makefile": {Data: []byte("include other.mk\n")}},
		"any name":          {"Makefile": {Data: []byte("%: y\n\ttrue\n")}},
		"default rule":      {"Makefile": {Data: []byte("a:\n.DEFAULT:\n\ttrue\n")}},
		"rules by rules":    {"Makefile": {Data: []byte("a:\n$(foreach t,$(TS),$(eval $(call rule,$(t))))\n")}},
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
