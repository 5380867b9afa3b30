package deps

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestManifests are read by what they take from elsewhere, and by nothing else.
func TestManifests(t *testing.T) {
	for name, c := range map[string]struct{ path, text, want string }{
		"tools of Go":       {"go.mod", "module a\n\ngo 1.24\n\ntoolchain go1.24.1\n\ntool (\n\texample.com/x/cmd/y // to write z\n)\n\ntool example.com/v\n", "example.com/v tool, example.com/x/cmd/y tool, go 1.24, toolchain go1.24.1"},
		"a tool required":   {"go.mod", "module a\n\nrequire example.com/v v1.2.0\n\ntool example.com/v\n", "example.com/v v1.2.0"},
		"catalogs":          {"pnpm-workspace.yaml", "packages:\n  - pkgs/*\ncatalog:\n  react: ^18.0.0 # x\n  '@a/b': \"1.0\"\ncatalogs:\n  old:\n    vue: 2.1.0\nonlyBuiltDependencies:\n  - x\n", "@a/b 1.0, react ^18.0.0, vue 2.1.0"},
		"imports of deno":   {"deno.jsonc", "{\n  // what it needs\n  \"imports\": {\"std/\": \"jsr:@std/\", \"#a\": \"./a.ts\", \"lp\": \"npm:lp@1\"}\n}\n", "lp npm:lp@1, std/ jsr:@std/"},
		"an environment":    {"environment.yml", "name: x\nchannels:\n  - forge\ndependencies:\n  - python=3.11\n  - numpy >=1.2 # x\n  - pip:\n      - flask==2.0\nvariables:\n  - no\n", "flask ==2.0, numpy >=1.2, python =3.11"},
		"settings so named": {"environment.yaml", "hosts:\n  - a\n  - b\n", ""},
		"of a script":       {"tools/run.py", "#!/usr/bin/env python\n# /// script\n# requires-python = \">=3.11\"\n# dependencies = [\n#   \"requests<3\",\n#   \"rich\",\n# ]\n# ///\nimport rich\n", "requests <3, rich "},
		"of a module":       {"a.py", "dependencies = [\"x\"]\n", ""},
		"of an image":       {"Dockerfile", "FROM x\nRUN apt-get update && apt-get install -y --no-install-recommends curl \\\n    git=1:2.3 \\\n && pip install --no-cache-dir -r requirements.txt 'flask==2.0' && npm i -g pnpm@9\nRUN go install example.com/x/cmd/y@v1.2.0\nRUN pip install . && npm ci && pip install -e ./lib\n", "curl , example.com/x/cmd/y @v1.2.0, flask ==2.0, git =1:2.3, pnpm @9"},
		"by variables":      {"api.dockerfile", "FROM x\nRUN pip install \"$WHEEL\" && yarn install --frozen-lockfile\n", ""},
	} {
		read, ok := manifestOf(c.path)
		if !ok {
			t.Fatal(name)
		}
		var got []string
		for dep, version := range read(c.text) {
			got = append(got, fmt.Sprintf("%s %s", dep, version))
		}
		slices.Sort(got)
		if is := strings.Join(got, ", "); is != c.want {
			t.Errorf("%s: %q, not %q", name, is, c.want)
		}
	}
}
