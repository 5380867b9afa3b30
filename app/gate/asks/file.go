package asks

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// FileToGo tells whether people want a file to be removed: by its path or name, by
// a directory that it is in, or by what it is named after.
func FileToGo(sentences []string, file string) bool {
	file = strings.ToLower(file)
	names := append([]string{file, path.Base(file)}, CalledAfter(file)...)
	for dir := path.Dir(file); dir != "." && dir != "/"; dir = path.Dir(dir) {
		names = append(names, dir+"/")
		if strings.Contains(dir, "/") {
			names = append(names, dir)
		}
		for _, kind := range []string{" package", " module", " directory", " folder"} {
			names = append(names, path.Base(dir)+kind)
		}
	}
	said := plainly(sentences)
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(said, func(text string) bool { return strings.Contains(text, name) }) && ToGo(said, name, nil)
	})
}

// CalledAfter are the names by which people call a file of code without its ending:
// its version, its words apart, or one word with what it is.
func CalledAfter(file string) (out []string) {
	stem, _, _ := strings.Cut(path.Base(strings.ToLower(file)), ".")
	stem = strings.TrimSuffix(strings.TrimPrefix(stem, "test_"), "_test")
	apart := strings.NewReplacer("_", " ", "-", " ").Replace(stem)
	if m := version.FindStringSubmatch(stem); m != nil {
		return []string{stem, "version " + m[1]}
	}
	if apart != stem {
		out = append(out, stem, apart)
	}
	for _, kind := range []string{" module", " file"} {
		out = append(out, apart+kind)
	}
	return out
}

var (
	version = regexp.MustCompile(`^v(\d+)$`)
	ticks   = strings.NewReplacer("`", "", "\"", "")
)

// plainly are sentences without quotes.
func plainly(sentences []string) (out []string) {
	for _, text := range sentences {
		out = append(out, ticks.Replace(text))
	}
	return out
}
