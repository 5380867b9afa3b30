package deps

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// places are the ways in which a script, a job or an image is told where dependencies come
// from, or that nobody is to look whether they are the ones that were locked.
var places = regexp.MustCompile(`(?i)\b(?:GOPROXY|GOSUMDB|GONOSUMDB|GONOSUMCHECK|GONOPROXY|GOINSECURE|PIP_(?:EXTRA_)?INDEX_URL|PIP_TRUSTED_HOST|PIP_FIND_LINKS|UV_(?:DEFAULT_|EXTRA_)?INDEX(?:_URL)?|NPM_CONFIG_REGISTRY|YARN_NPM_REGISTRY_SERVER|YARN_REGISTRY)["']?\s*[:?]?[=:]` +
	`|\bGOFLAGS["']?\s*[:?]?[=:].*-mod=mod\b|\bgo\s+env\s+-w\s+(?:GOPROXY|GOSUMDB|GONOSUMDB|GOINSECURE|GOFLAGS=\S*-mod=mod)\b` +
	`|\b(?:npm|pnpm|yarn|bun)\s+(?:i|ci|add|install)\b.*\s--registry\b|\b(?:npm|pnpm|yarn|pip3?)\s+config\s+set\s.*(?:registry|index-url)|\b(?:pip3?|uv)\s(?:.*\s)?(?:install|sync|add)\b.*\s(?:-i\s|--(?:extra-)?index-url|--index\b|--find-links|--trusted-host)`)

// everyones are the values that stand for where dependencies come from by themselves, or
// from nowhere.
var everyones = regexp.MustCompile(`^(?:https?://)?(?:proxy\.golang\.org|sum\.golang\.org|pypi\.org|files\.pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com)(?:/|$)|^GOPROXY[:?]?[=:]\s*["']?off$`)

// fromPlaces finds commands and settings outside of manifests by which dependencies come
// from another place than they did, and that people do not name.
func fromPlaces(s *change.Set, f *change.File) []change.Finding {
	if f.New == "" || f.Is.Lang.Code() || language.IsTest(f.Path) || !language.IsScript(f.Path) && !imageFile.MatchString(f.Path) && !sets.MatchString(f.Path) {
		return nil
	}
	var out []change.Finding
	for _, n := range f.Added() {
		text := f.Is.Code[n]
		if !places.MatchString(text) || s.Went(f.Is.Lines[n]) {
			continue
		}
		named := hostNames.FindAllString(text, -1)
		if len(named) > 0 && !slices.ContainsFunc(named, func(h string) bool { return !everyones.MatchString(h) && !s.Said(h) }) {
			continue
		}
		if m := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), "export ")); everyones.MatchString(strings.Trim(m, `"'`)) {
			continue
		}
		out = append(out, f.At(n, "dependencies come from another place, or by other rules."))
	}
	return out
}

var (
	sets      = regexp.MustCompile(`\.(?:ya?ml|ini|cfg)$|(?:^|/)\.env[\w.]*$|(?:^|/)(?:noxfile|package\.json)$`)
	hostNames = regexp.MustCompile(`\b[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b`)
)

// hooksOf finds code of a package manager that changes what dependencies ask for.
func hooksOf(s *change.Set, f *change.File) []change.Finding {
	base := path.Base(f.Path)
	if !managerHook.MatchString(base) || f.New == "" || len(f.Added()) == 0 || s.Said(base) {
		return nil
	}
	return []change.Finding{f.Whole("it changes what dependencies ask for, wherever they are installed.")}
}

var managerHook = regexp.MustCompile(`^\.?pnpmfile\.[cm]?js$`)
