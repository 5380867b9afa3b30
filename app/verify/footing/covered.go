package footing

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const maxGroup = 200 // files of one group of what is covered

// Covering is what says which code new tests cover.
type Covering struct {
	Tests    map[string]string // texts of the tests that the change touched, by path
	People   string            // what the issue says of the goal
	Plan     []string          // files that the plan names
	Commands []string          // of the checks: what they name is no product
}

// Covered are files of the product, in groups of which the first is the most
// likely to hold the code that the tests cover: what people named; what tests
// import, mention or share a package with; what has its name in theirs; what
// the plan names; what lies beside or above.
func (c Covering) Covered(tree fs.FS) [][]string {
	groups := make([][]string, 5)
	put := func(n int, p string, in bool) {
		if in && len(groups[n]) < maxGroup {
			groups[n] = append(groups[n], p)
		}
	}
	named, reached := peoplesWords(c.People), map[string][]string{}
	for test, text := range c.Tests {
		reached[test] = imports(text)
	}
	for _, p := range products(tree, c.Commands) {
		put(0, p, slices.ContainsFunc(named, func(word string) bool { return means(word, p) }))
		put(3, p, slices.Contains(c.Plan, p))
		var near, stem, beside bool
		for test, text := range c.Tests {
			alike := language.Of(p) == language.Of(test)
			here := path.Dir(p) == path.Dir(test)
			near = near || alike && (here && path.Ext(p) == ".go" || slices.ContainsFunc(reached[test], func(word string) bool { return imported(word, p) })) || mentioned(text, p)
			stem = stem || alike && strings.Contains(wordsOf(path.Base(test)), wordsOf(stemOf(path.Base(p))))
			beside = beside || alike && (here || path.Dir(p) == path.Dir(path.Dir(test)))
		}
		put(1, p, near)
		put(2, p, stem)
		put(4, p, beside)
	}
	return groups
}

// products are the files of a tree that hold code, without tests and what
// checks run.
func products(tree fs.FS, commands []string) (out []string) {
	run := map[string]bool{}
	for _, command := range commands {
		maps.Copy(run, namedIn(command))
	}
	walk(tree, func(p string, e fs.DirEntry) {
		if e.Type().IsRegular() && !run[p] && !language.IsTest(p) && !language.IsConfig(p) {
			out = append(out, p)
		}
	})
	return out
}

var wordSigns = regexp.MustCompile(`[\w./-]+`)

// peoplesWords are those of a text that look like paths.
func peoplesWords(text string) (out []string) {
	for _, word := range wordSigns.FindAllString(text, -1) {
		if word = strings.Trim(word, ".-"); strings.ContainsAny(word, "/.") {
			out = append(out, strings.TrimPrefix(word, "/"))
		}
	}
	return out
}

// means tells whether a word that looks like a path stands for a file: its
// path, the end of it, the same without extension, or a directory above it.
func means(word, p string) bool {
	dir := strings.TrimSuffix(word, "/")
	ends := func(whole string) bool { return whole == word || strings.HasSuffix(whole, "/"+word) }
	return ends(p) || strings.Contains(word, "/") && (ends(strings.TrimSuffix(p, path.Ext(p))) || strings.HasPrefix(p, dir+"/"))
}

var (
	importing  = regexp.MustCompile(`\b(?:import|from|require\w*|use|using|include|source)\b|^\s+(?:_ |\. |\w+ )?"[\w./-]+"$`)
	importSign = regexp.MustCompile(`[\w@./:\\~-]+`)
	codeExt    = regexp.MustCompile(`\.(?:[cm]?[jt]sx?|py|rb|php|sh|java|kt|rs|h|hpp)$`)
)

// imports are what the lines of a test that import something name, with / between
// the parts and without extension.
func imports(text string) (out []string) {
	for line := range strings.SplitSeq(text, "\n") {
		if !importing.MatchString(line) {
			continue
		}
		for _, word := range importSign.FindAllString(line, -1) {
			word = codeExt.ReplaceAllString(word, "")
			if strings.Contains(word, "/") {
				for strings.HasPrefix(word, ".") || strings.HasPrefix(word, "/") || strings.HasPrefix(word, "@/") || strings.HasPrefix(word, "~/") {
					word = strings.TrimLeft(word, "./@~")
				}
			} else {
				word = strings.Trim(strings.NewReplacer("::", "/", ".", "/", `\`, "/").Replace(word), "/:")
			}
			if word != "" {
				out = append(out, word)
			}
		}
	}
	return out
}

// imported tells whether what a test imports is a file, or its directory.
func imported(word, p string) bool {
	whole := strings.TrimSuffix(p, path.Ext(p))
	if dir, base := path.Split(whole); base == "__init__" || base == "index" || base == "mod" {
		whole = strings.TrimSuffix(dir, "/")
	}
	dir := path.Dir(p)
	return whole == word || strings.HasSuffix(whole, "/"+word) || path.Ext(p) == ".go" && dir != "." && (word == dir || strings.HasSuffix(word, "/"+dir))
}

// mentioned tells whether a text holds a path, or as much of it as stands behind
// a directory.
func mentioned(text, p string) bool {
	return regexp.IndexWord(text, path.Base(p), func(before, after byte) bool { return !partOfName(before) && !partOfName(after) }) >= 0
}

func partOfName(c byte) bool { return c == '-' || regexp.InWord(c) }

func stemOf(base string) string { return strings.TrimSuffix(base, path.Ext(base)) }

var nameParts = regexp.MustCompile(`[A-Z]+[a-z]*|[a-z]+|\d+`)

// wordsOf are the words of a name in small letters, so that one name is found in
// another only at the ends of words.
func wordsOf(name string) string {
	return "_" + strings.ToLower(strings.Join(nameParts.FindAllString(name, -1), "_")) + "_"
}
