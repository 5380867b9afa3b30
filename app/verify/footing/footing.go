package footing

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// footing is what a check stands on in a tree: the recipe by which its runner
// finds the command, the scripts that it runs, and what these and the tests name
// — helpers, and data to compare with. The product is none of it: what tests
// import and scripts run, unless it is made for checking, and what the product
// itself reads.
type footing struct {
	tree    fs.FS
	peoples bool            // people stand behind the check
	paths   []string        // all of the tree, in its order
	files   map[string]bool // the same
	dirs    map[string]bool // directories that hold programs directly
	wanted  []string        // paths of the tree that may be of it: the rest is not looked for
	behind  map[string]bool // the check stands on it
	reached map[string]bool // of these, what its command leads to without the tests
	unsure  map[string]bool // so it seems, unless the product names it
	ran     map[string]bool // commands that were looked at, with their directory
	made    map[string]*recipe.Rules
	scripts map[string][]string
	recipes []string // files in which a runner found a target
	queue   []reading
	read    int
	steps   int
	globs   int

	stems  []stem              // of the tests' names
	code   []string            // that may be a helper
	data   map[string][]string // wanted, by name, by extension and directory, by directory above
	asked  map[[4]string]bool  // words that were looked for
	helps  map[string]bool     // whether code is a helper, once told
	fresh  map[string][]string // names that a file has by the change alone
	texts  map[string]string
	sought []string // words that lead on in tests
}

// stem is the name of a test, with its language.
type stem struct {
	of    *language.Language
	words string
}

// reading is a file to read, and where the command runs that leads to it.
type reading struct{ path, dir string }

const (
	maxSource = 1 << 20  // bytes of a file
	maxStood  = 16 << 20 // bytes that are read to find what a check stands on
	maxSteps  = 20_000   // commands in recipes and scripts, all together
	maxFitted = 200      // globs in them that are looked for
	maxGlobs  = 20_000   // words after which none is taken for a glob
	maxWalked = 50_000   // files of a tree that are looked at
)

// stood is what a command stands on in a tree, of the paths that are wanted.
func stood(tree fs.FS, command string, peoples bool, wanted []string) *footing {
	f := &footing{
		tree: tree, peoples: peoples, files: map[string]bool{}, dirs: map[string]bool{}, wanted: wanted,
		behind: map[string]bool{}, unsure: map[string]bool{}, ran: map[string]bool{}, scripts: map[string][]string{}, made: map[string]*recipe.Rules{},
		data: map[string][]string{}, asked: map[[4]string]bool{}, helps: map[string]bool{}, fresh: map[string][]string{}, texts: map[string]string{},
	}
	var tests, configs []string
	walk(tree, func(p string, _ fs.DirEntry) {
		f.paths, f.files[p] = append(f.paths, p), true
		if program(p) {
			f.dirs[path.Dir(p)] = true
		}
		if language.IsTest(p) {
			tests = append(tests, p)
			f.stems = append(f.stems, stem{language.Of(p), wordsOf(stemOf(path.Base(p)))})
		} else if program(p) && (helping(p) || slices.Contains(wanted, p)) {
			f.code = append(f.code, p)
		}
		if base := path.Base(p); runnerConfig.MatchString(base) || linterConfig.MatchString(base) || viteConfig.MatchString(path.Base(p)) && setsTests.MatchString(f.text(p)) {
			configs = append(configs, p)
		}
	})
	f.index()
	f.run(command, ".", asNamed)
	for _, p := range configs {
		if f.wired(p); !inParts(p) {
			f.stand(p, ".")
		}
	}
	f.follow()
	f.reached = maps.Clone(f.behind)
	if f.sought = f.keys(); len(f.sought) > 0 {
		for _, p := range tests {
			if f.read < maxStood && f.leads(f.text(p)) {
				f.stand(p, ".")
			}
		}
		f.follow()
	}
	f.leaveProduct()
	return f
}

// textOf is a file that is no larger than a source.
func textOf(tree fs.FS, p string) (text []byte, ok bool) {
	if info, err := fs.Stat(tree, p); err != nil || info.Size() > maxSource {
		return nil, false
	}
	text, err := fs.ReadFile(tree, p)
	return text, err == nil
}

// walk visits the files of a tree that are its own.
func walk(tree fs.FS, visit func(p string, e fs.DirEntry)) {
	walked := 0
	_ = fs.WalkDir(tree, ".", func(p string, e fs.DirEntry, err error) error { // what cannot be read stands behind nothing
		if walked++; err != nil || walked > maxWalked {
			return fs.SkipDir
		}
		if e.IsDir() {
			if slices.Contains([]string{".git", "node_modules", "vendor", "third_party"}, e.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		visit(p, e)
		return nil
	})
}

func program(p string) bool { l := language.Of(p); return l.Code() || l.Unread() }

var scriptExt = regexp.MustCompile(`\.(sh|bash|zsh|ksh|bats|fish|ps1|bat|cmd)$`)

// script tells whether a file is one for a shell.
func (f *footing) script(p string) bool {
	if path.Ext(p) == "" && !program(p) {
		return strings.HasPrefix(f.text(p), "#!") || language.IsScript(p)
	}
	return scriptExt.MatchString(p)
}

func (f *footing) text(p string) string {
	text, known := f.texts[p]
	if !known {
		b, _ := textOf(f.tree, p)
		text = string(b)
		f.read += len(text)
		f.texts[p] = text
	}
	return text
}

func (f *footing) stand(p, dir string) {
	if !f.behind[p] {
		f.behind[p] = true
		f.queue = append(f.queue, reading{p, dir})
	}
}

// follow reads what is behind the check until nothing more is named.
func (f *footing) follow() {
	for len(f.queue) > 0 && f.read < maxStood {
		next := f.queue[0]
		f.queue = f.queue[1:]
		config := runnerConfig.MatchString(path.Base(next.path)) || viteConfig.MatchString(path.Base(next.path))
		at, text := next.path, f.text(next.path)
		script := f.script(at)
		if !script && len(f.sought) > 0 && language.IsTest(at) {
			text = strings.Join(slices.DeleteFunc(strings.Split(text, "\n"), func(line string) bool { return !f.leads(line) }), "\n")
		}
		switch {
		case program(at):
			f.quoted(at, next.dir, text)
		case script:
			f.run(text, next.dir, asScript)
			f.run(text, path.Dir(at), asScript)
		case config || language.IsTest(at) && path.Ext(at) != ".json":
			f.run(text, next.dir, asScript)
			f.quoted(at, next.dir, text)
		}
	}
}

// wired meets the code that the configuration of a runner has it load.
func (f *footing) wired(at string) {
	for _, word := range literals(f.text(at)) {
		for _, end := range []string{"", ".js", ".ts", ".py"} {
			if p := path.Join(path.Dir(at), strings.TrimPrefix(word, "*/")) + end; f.files[p] && program(p) {
				f.meets(p, path.Dir(at), taken)
			}
		}
	}
}

// use is how a file is used by what names it.
type use int

const (
	read      use = iota
	consulted     // for what it holds
	ran           // as a command whose status is the answer
	watched       // as a command whose output is
	taken         // imported or sourced
	handed        // as a command to which a recipe leaves the answer
)

// meets takes a file that something behind the check uses for part of it, if it is.
func (f *footing) meets(p, dir string, how use) {
	switch {
	case !f.files[p] || f.behind[p]:
	case language.IsTest(p):
		f.stand(p, dir)
	case runnerConfig.MatchString(path.Base(p)), inParts(p), lists.MatchString(p), f.peoples && documents.MatchString(p):
	case f.script(p):
		if checking(p) || (how == handed || how == ran && tooling.MatchString(p)) && judging.MatchString(f.text(p)) {
			f.stand(p, dir)
		} else if how == taken && f.helper(p) {
			f.seem(p, dir)
		}
	case program(p):
		if how >= ran && how != taken && (checking(p) || how != watched && tooling.MatchString(p)) {
			f.stand(p, dir)
		} else if how == taken && f.helper(p) {
			f.seem(p, dir)
		}
	case how != consulted && (expected.MatchString(p) || !source.MatchString(path.Base(p))):
		f.seem(p, dir)
	}
}

// seem is to stand on what may turn out to be the product's.
func (f *footing) seem(p, dir string) {
	if program(p) || f.script(p) || slices.Contains(f.wanted, p) {
		f.unsure[p] = true
		f.stand(p, dir)
	}
}

// leaveProduct lets go of what the product itself names.
func (f *footing) leaveProduct() {
	for _, q := range f.paths {
		if len(f.unsure) == 0 || f.read >= 2*maxStood {
			return
		}
		if f.behind[q] || language.IsTest(q) || language.IsConfig(q) || checking(q) || !program(q) && !f.script(q) {
			continue
		}
		text := f.text(q)
		words := literals
		if !program(q) {
			words = func(text string) []string { return wordSigns.FindAllString(written.ReplaceAllString(text, ""), -1) }
		}
		named, taken := words(text), imports(text)
		for p := range f.unsure {
			if program(p) && slices.ContainsFunc(taken, func(word string) bool { return imported(word, p) }) ||
				!program(p) && slices.ContainsFunc(named, func(word string) bool { return f.reads(q, path.Clean(word), p) }) {
				delete(f.behind, p)
				delete(f.unsure, p)
			}
		}
	}
}

// reads tells whether a word in a file of the product stands for data: for the
// file, or in a program for the directory of it.
func (f *footing) reads(q, word, p string) bool {
	at, base := path.Dir(p), path.Base(p)
	if word == p || path.Join(path.Dir(q), word) == p || path.Ext(p) != "" && path.Base(word) == base {
		return true
	}
	return program(q) && at != "." && !f.dirs[at] && (word == at || strings.HasSuffix(word, "/"+path.Base(at)) || path.Dir(word) == at)
}

var embedding = regexp.MustCompile(`(?m)^//go:embed\s+(.+)$`)

var (
	written = regexp.MustCompile(`>\s*\S+|(?m)^\s*#.*$`) // what a script writes it does not read
	quoting = regexp.MustCompile("\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|`[^`\n]{1,200}`")
	pathish = regexp.MustCompile(`[\w./*?~+@-]+`)
	holding = regexp.MustCompile(`\$?\{[^{}\n]*\}|\$\w+|%[sdv]`) // what stands for something else in a text
)

// literals are the words of a program's texts that may be paths.
func literals(text string) (out []string) {
	for _, m := range embedding.FindAllStringSubmatch(text, -1) {
		out = append(out, strings.Fields(m[1])...)
	}
	for _, q := range quoting.FindAllString(text, -1) {
		out = append(out, pathish.FindAllString(holding.ReplaceAllString(q, "*"), -1)...)
	}
	return out
}

// quoted meets what a program, or a configuration, names.
func (f *footing) quoted(at, dir, text string) {
	words := literals(text)
	for _, word := range words {
		f.word(word, []string{path.Dir(at), dir, "."}, read)
	}
	words = imports(text)
	for _, p := range f.code {
		if f.behind[p] {
			continue
		}
		beside := path.Ext(p) == ".go" && path.Ext(at) == ".go" && path.Dir(p) == path.Dir(at)
		if beside && speaking.MatchString(f.text(p)) || slices.ContainsFunc(words, func(word string) bool { return imported(word, p) }) {
			f.meets(p, dir, taken)
		}
	}
}

// word meets the files that a word stands for, seen from any of some directories:
// a path, a glob, a directory of data, or no more than the name.
func (f *footing) word(word string, dirs []string, how use) {
	word = strings.TrimLeft(strings.TrimSpace(word), "/")
	if word == "" || word == "." || len(word) > 200 {
		return
	}
	key := [4]string{word}
	copy(key[1:], dirs)
	if f.asked[key] && how == read {
		return
	}
	f.asked[key] = true
	for _, dir := range dirs {
		if p := path.Join(dir, word); f.files[p] {
			f.meets(p, dir, how)
			return
		}
	}
	if len(f.data) == 0 {
		return
	}
	var found []string
	if strings.Contains(word, ".") && len(word) > 4 {
		found = append(found, f.data["name "+path.Base(word)]...)
	}
	glob := strings.ContainsAny(word, "*?") && strings.Trim(word, "*?./") != "" && len(f.asked) < maxGlobs
	for _, dir := range dirs {
		at := path.Join(dir, word)
		found = append(found, f.data["dir "+at]...)
		if strings.HasPrefix(word, ".") {
			found = append(found, f.data["ext "+path.Clean(dir)+" "+word]...)
		}
		if glob {
			found = append(found, slices.DeleteFunc(slices.Clone(f.data["all"]), func(p string) bool { return !matched(at, p) })...)
		}
	}
	for _, p := range found {
		as := how
		if program(p) || f.script(p) {
			as = ran // one after another
		}
		f.meets(p, ".", as)
	}
}

func matched(glob, p string) bool {
	ok, err := path.Match(strings.ReplaceAll(glob, "**", "*"), p)
	return err == nil && ok
}
