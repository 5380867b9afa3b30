package public

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var envVar = regexp.MustCompile(`(?:Getenv|LookupEnv|environ\.(?:get|pop)|getenv|Deno\.env\.get|ENV\.fetch|env::var)\(\s*["']([A-Z][A-Z0-9_]+)["']|\b(?:process\.env|import\.meta\.env)\.([A-Z][A-Z0-9_]+)|\b(?:environ|process\.env|ENV)\[\s*["']([A-Z][A-Z0-9_]+)["']\s*\]`)

var (
	// takenApart is a list of variables that are read from the environment at once.
	takenApart    = regexp.MustCompile(`\b(?:const|let|var)\s*\{([^{}]*)\}\s*=\s*(?:process|import\.meta)\.env\b`)
	ofEnvironment = regexp.MustCompile(`(?:^|,)\s*([A-Z][A-Z0-9_]+)\b`)
)

// settings are the environment variables that the product no longer reads, and those that
// it reads now and no file of the base holds among those that are looked through: in a
// larger tree one may still.
func settings(s *change.Set) (unread, read []app.Public) {
	before, after := map[string]string{}, map[string]string{}
	for _, f := range s.Files {
		variables(before, f.From, f.Was)
		variables(after, f.Path, f.Is)
	}
	for _, name := range product.Sorted(before) {
		if _, still := after[name]; !still {
			unread = append(unread, app.Public{Kind: "environment variable", Name: name, Path: before[name], Change: "removed"})
		}
	}
	var fresh []string
	for _, name := range product.Sorted(after) {
		if _, had := before[name]; !had {
			fresh = append(fresh, name)
		}
	}
	for _, name := range Unheard(s.Base, fresh) {
		read = append(read, app.Public{Kind: "environment variable", Name: name, Path: after[name], Change: "added"})
	}
	return unread, read
}

// variables notes which ones a source reads, and where.
func variables(in map[string]string, at string, src *language.Source) {
	if src == nil || !src.Product() {
		return
	}
	for _, m := range takenApart.FindAllStringSubmatch(src.Text, -1) {
		for _, name := range ofEnvironment.FindAllStringSubmatch(m[1], -1) {
			if in[name[1]] == "" {
				in[name[1]] = at
			}
		}
	}
	if !src.May(envVar) {
		return
	}
	for _, l := range src.Code {
		for _, m := range envVar.FindAllStringIndex(l, -1) {
			names := envVar.FindStringSubmatch(l[m[0]:m[1]])
			if rest := strings.TrimSpace(l[m[1]:]); strings.HasPrefix(rest, "=") && !strings.HasPrefix(rest, "==") {
				continue // it is set for others
			}
			if name := strings.Join(names[1:], ""); in[name] == "" {
				in[name] = at
			}
		}
	}
}

// What is looked through for a name that may stand in the base: of more files those that
// are the likeliest to hold it.
const (
	maxListed  = 50_000
	maxHeard   = 2000
	maxHeardOf = 256 << 10
)

// tellsUsers are files in which people and machines are told of variables.
var tellsUsers = regexp.MustCompile(`(?i)(^|/)(readme|dockerfile|containerfile|procfile|jenkinsfile|makefile|justfile|\.env)([.-][^/]*)?$|\.(md|rst|adoc|ya?ml|toml|ini|cfg|conf|env|sh|tf|tmpl|j2|service)$`)

// Unheard are the names that no file of a tree holds, as far as it is looked through.
func Unheard(tree fs.FS, names []string) []string {
	if len(names) == 0 || tree == nil {
		return names
	}
	left := slices.Clone(names)
	files, err := likeliest(tree)
	for _, p := range files[:min(len(files), maxHeard)] {
		var info fs.FileInfo
		if info, err = fs.Stat(tree, p); err != nil || len(left) == 0 {
			break
		}
		if info.Size() > maxHeardOf {
			continue
		}
		var text []byte
		if text, err = fs.ReadFile(tree, p); err != nil {
			break
		}
		left = slices.DeleteFunc(left, func(name string) bool { return strings.Contains(string(text), name) })
	}
	if err != nil {
		return nil // it cannot be told
	}
	return left
}

// likeliest are the files of a tree: what tells of variables, then code, then all else.
func likeliest(tree fs.FS) ([]string, error) {
	var files [3][]string
	listed := 0
	err := fs.WalkDir(tree, ".", func(p string, d fs.DirEntry, err error) error {
		switch listed++; {
		case err != nil:
			return err
		case listed > maxListed:
			return fs.SkipAll
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "vendor"):
			return fs.SkipDir
		case !d.Type().IsRegular():
		case tellsUsers.MatchString(p):
			files[0] = append(files[0], p)
		case language.Of(p).Code():
			files[1] = append(files[1], p)
		default:
			files[2] = append(files[2], p)
		}
		return nil
	})
	return slices.Concat(files[:]...), err
}
