package verify

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/verify/report"
)

// reportDir lies in the home of a check: what runners are asked to leave there
// is read afterwards.
var reportDir = path.Dir(strings.TrimPrefix(report.PytestFile, "~/"))

// asked is the environment that makes runners tell more of the same run.
// GOFLAGS keeps go from answering out of its cache: a repeat is a run.
func asked(env []string) []string {
	return append(append([]string{}, env...),
		joined(env, "GOFLAGS", "-count=1"),
		joined(env, "PYTEST_ADDOPTS", "--junitxml="+report.PytestFile),
	)
}

// joined is a variable of env with a word more.
func joined(env []string, name, word string) string {
	value := ""
	for _, kv := range env {
		if k, v, _ := strings.Cut(kv, "="); k == name {
			value = v
		}
	}
	return name + "=" + strings.TrimSpace(value+" "+word)
}

var (
	quotes = regexp.MustCompile(`'[^']*'|"[^"]*"`)
	goTest = regexp.MustCompile(`(?:^|&&|;|\n)[ \t]*(?:[A-Z_]+=\S*[ \t]+)*go[ \t]+test\b`)
)

// script is the frozen command as it is run. A `go test` whose output nobody
// else reads is asked for its records; nothing else of it changes.
func script(command string) string {
	plain := quotes.ReplaceAllStringFunc(command, func(q string) string { return strings.Repeat("q", len(q)) })
	if strings.ContainsAny(plain, "|<>`$(){}'\"\\") {
		return command
	}
	var out strings.Builder
	at := 0
	for _, m := range goTest.FindAllStringIndex(plain, -1) {
		out.WriteString(command[at:m[1]] + " -json")
		at = m[1]
	}
	return out.String() + command[at:]
}

const (
	maxReports = 500
	maxReport  = 16 << 20 // bytes of all reports of a run
)

// standing are the report files that a tree holds before a check runs, by their
// names beneath it: they say nothing of it. No link leads out of the tree.
func standing(tree string, of report.Runners) (map[string]bool, error) {
	root, err := os.OpenRoot(tree)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	out := map[string]bool{}
	for _, pattern := range of.Left() {
		found, _ := fs.Glob(root.FS(), pattern) // the patterns are sound
		for _, name := range found {
			out[name] = true
		}
	}
	return out, nil
}

// reportOf reads what a finished command left and wrote.
func reportOf(b Bench, of report.Runners, before map[string]bool, output []byte, cut bool) (report.Report, bool) {
	files := map[string][]byte{}
	room := int64(maxReport)
	for _, pattern := range of.Left() {
		if below, ok := strings.CutPrefix(pattern, "~/"); ok {
			room = gather(b.Home, "~/", below, nil, files, room)
		} else {
			room = gather(b.Tree, "", pattern, before, files, room)
		}
	}
	return of.Read(files, output, cut)
}

// gather reads regular files that lie beneath dir and were not there before,
// under their names beneath it behind prefix. No process of the command lives any
// more, so nothing changes meanwhile.
func gather(dir, prefix, pattern string, before map[string]bool, into map[string][]byte, room int64) int64 {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return room
	}
	defer root.Close()
	found, _ := fs.Glob(root.FS(), pattern) // the patterns are sound
	for _, name := range found {
		if info, err := root.Lstat(name); err != nil || !info.Mode().IsRegular() || info.Size() > room || before[name] || len(into) == maxReports {
			continue
		}
		if b, err := head(root, name, room); err == nil {
			into[prefix+name] = b
			room -= int64(len(b))
		}
	}
	return room
}

// head reads a file as far as a limit.
func head(root *os.Root, name string, limit int64) ([]byte, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(f, limit))
	return b, errors.Join(err, f.Close())
}

// maxSource bounds what is read of a file of the tree.
const maxSource = 1 << 20

// textOf is a file of a tree by the name that a command has for it, where it runs at;
// empty where it is none.
func textOf(tree, at, file string) string {
	root, err := os.OpenRoot(tree)
	if err != nil {
		return ""
	}
	defer root.Close()
	name := strings.TrimPrefix(strings.TrimPrefix(file, at), "/")
	if info, err := root.Stat(name); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	b, _ := head(root, name, maxSource) // what cannot be read holds nothing
	return string(b)
}

// clearReports removes reports that a copied home brought along.
func clearReports(home string) error {
	root, err := os.OpenRoot(home)
	if err != nil {
		return err
	}
	defer root.Close()
	return root.RemoveAll(reportDir)
}
