package gate

import (
	"path"
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// manifests name what a project depends on, and the locks that pin it.
var manifests = []string{
	"go.mod", "go.sum", "go.work", "go.work.sum",
	"package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lockb", "bun.lock",
	"requirements.txt", "pyproject.toml", "setup.py", "setup.cfg", "Pipfile", "Pipfile.lock", "poetry.lock", "uv.lock",
	"Cargo.toml", "Cargo.lock", "pom.xml", "build.gradle", "build.gradle.kts", "gradle.lockfile",
	"Gemfile", "Gemfile.lock", "composer.json", "composer.lock",
}

// dependencies asks before what the project depends on changes, unless the
// approved plan names the file.
func dependencies(in Input) ([]finding, error) {
	var out []finding
	for _, c := range in.Changes {
		if !slices.Contains(manifests, path.Base(c.Path)) {
			continue
		}
		if in.Plan != nil && slices.Contains(in.Plan.Files, c.Path) {
			continue
		}
		out = append(out, finding{app.Place{Path: c.Path}, "it says what the project depends on, and the approved plan does not name it."})
	}
	return out, nil
}
