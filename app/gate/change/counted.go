package change

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Unit is what a command runs by one name: a target of a file of recipes, a script of
// a package, the commands of a configuration or a script.
type Unit struct {
	Path, Name string
	Lines      []int    // from 0
	Commands   []string // of each line
	Needs      []string // that run first
}

// Counted are the units of both trees that a check runs, or a command by which people
// run checks, directly or through others.
func (s *Set) Counted() (base, candidate []Unit) {
	type sides struct{ base, candidate []Unit }
	all := Memo(s, "counted", func() sides {
		return sides{s.counts(s.Base), s.counts(s.Candidate)}
	})
	return all.base, all.candidate
}

// customary are the commands by which people run checks where nobody says how.
var customary = []string{"make", "make test", "make check", "npm test", "tox", "just test", "just check"}

func (s *Set) counts(tree fs.FS) []Unit {
	c := &counting{tree: tree, left: maxUnits}
	if s.Plan != nil {
		for _, k := range s.Plan.Checks {
			c.run(".", k.Command, 0)
		}
	}
	if s.Contract != nil && !s.Contract.Goal.IsZero() {
		for _, k := range s.Contract.Goal.Criteria() {
			c.run(".", k.Command, 0)
		}
	}
	for _, dir := range []string{".github/workflows", "."} {
		files, _ := fs.ReadDir(tree, dir)
		for _, f := range files {
			if ext := path.Ext(f.Name()); !f.IsDir() && (ext == ".yml" || ext == ".yaml") && (dir != "." || strings.HasPrefix(f.Name(), ".")) {
				c.steps(path.Join(dir, f.Name()))
			}
		}
	}
	for _, k := range customary {
		c.run(".", k, 0)
	}
	return c.units
}

const (
	maxUnits = 200
	maxDepth = 8
)

// counting follows commands through a tree.
type counting struct {
	tree  fs.FS
	units []Unit
	left  int
}

var (
	stepHead   = regexp.MustCompile(`^(\s*(?:-\s+)?)(run|(?:before_|after_)?script|commands?):\s*(.*)$`)
	textBlock  = regexp.MustCompile(`^[|>][+-]?\d*$`)
	simple     = regexp.MustCompile(`&&|\|\||[;|\n()]`)
	before     = regexp.MustCompile(`^[-@+\s]*(?:(?:env|time|nice|exec|sudo|command)\s+|timeout\s+\S+\s+|[A-Za-z_]\w*=\S*\s+)*`)
	targetHead = regexp.MustCompile(`^([\w./%-]+(?:[ \t]+[\w./%-]+)*)[ \t]*::?(?:[ \t]+([^=]*)|)$`)
	justHead   = regexp.MustCompile(`^@?([\w-]+)[^:=]*:([^=]*)$`)
	scriptOf   = regexp.MustCompile(`"([\w:.-]+)"\s*:\s*"((?:[^"\\]|\\.)*)"`)
	commandKey = regexp.MustCompile(`^(commands\w*)\s*=\s*(.*)$`)
	ofPackage  = regexp.MustCompile(`^(?:npm|yarn|pnpm|bun)$`)
	ofShell    = regexp.MustCompile(`^(?:ba|da|z|k)?sh$|^source$|^\.$`)
	escaped    = strings.NewReplacer(`\"`, `"`, `\\`, `\`)
)

// run follows a line of commands that runs in a directory.
func (c *counting) run(dir, line string, depth int) {
	if depth > maxDepth || len(line) > 2000 {
		return
	}
	for _, one := range simple.Split(line, -1) {
		words := strings.Fields(before.ReplaceAllString(one, ""))
		if len(words) == 0 {
			continue
		}
		name, rest := strings.Trim(words[0], `"'`), words[1:]
		switch {
		case name == "cd" && len(rest) > 0:
			dir = path.Join(dir, strings.Trim(rest[0], `"'`))
		case name == "make" || name == "gmake" || strings.Trim(name, "$(){}") == "MAKE":
			c.make(dir, rest, depth)
		case name == "just":
			c.recipe(path.Join(dir, "justfile"), justHead, plainWords(rest), depth)
		case ofPackage.MatchString(name):
			c.packaged(dir, slices.DeleteFunc(plainWords(rest), func(w string) bool { return w == "run" || w == "run-script" }), depth)
		case name == "tox":
			c.configured(path.Join(dir, "tox.ini"), depth)
		case ofShell.MatchString(name):
			if args := plainWords(rest); len(args) > 0 {
				c.script(dir, args[0], depth)
			}
		case strings.Contains(name, "/") || language.IsScript(name):
			c.script(dir, name, depth)
		}
	}
}

// plainWords are the words of a command that are no options.
func plainWords(words []string) (out []string) {
	for _, w := range words {
		if w = strings.Trim(w, `"'`); !strings.HasPrefix(w, "-") && !strings.Contains(w, "=") {
			out = append(out, w)
		}
	}
	return out
}

func (c *counting) make(dir string, words []string, depth int) {
	for n, w := range words {
		if w == "-C" && n+1 < len(words) {
			dir, words = path.Join(dir, words[n+1]), slices.Concat(words[:n], words[n+2:])
			break
		}
	}
	for _, name := range []string{"GNUmakefile", "makefile", "Makefile"} {
		c.recipe(path.Join(dir, name), targetHead, plainWords(words), depth)
	}
}

// recipe follows targets of a file, and what they need first; none are its first one.
func (c *counting) recipe(file string, head *regexp.Regexp, targets []string, depth int) {
	src := c.read(file)
	for n := 0; n < len(src.Code); n++ {
		m := head.FindStringSubmatch(src.Code[n])
		if m == nil || strings.HasPrefix(m[1], ".") {
			continue
		}
		if len(targets) == 0 {
			targets = strings.Fields(m[1])[:1]
		}
		for _, name := range strings.Fields(m[1]) {
			if !slices.Contains(targets, name) {
				continue
			}
			u := Unit{Path: file, Name: name, Needs: strings.Fields(m[2])}
			for at := n + 1; at < len(src.Code) && (strings.TrimSpace(src.Code[at]) == "" || strings.TrimLeft(src.Code[at], " \t") != src.Code[at]); at++ {
				u.add(at, src.Code[at])
			}
			if c.note(u) {
				if len(u.Needs) > 0 && depth < maxDepth {
					c.recipe(file, head, u.Needs, depth+1)
				}
				c.follow(path.Dir(file), u, depth)
			}
		}
	}
}

// packaged follows a script of a package, with those around it.
func (c *counting) packaged(dir string, words []string, depth int) {
	if len(words) == 0 {
		return
	}
	name := words[0]
	if name == "t" {
		name = "test"
	}
	file := path.Join(dir, "package.json")
	for n, l := range c.read(file).Lines {
		for _, m := range scriptOf.FindAllStringSubmatch(l, -1) {
			if m[1] != name && m[1] != "pre"+name && m[1] != "post"+name {
				continue
			}
			u := Unit{Path: file, Name: m[1], Lines: []int{n}, Commands: []string{escaped.Replace(m[2])}}
			if c.note(u) {
				c.follow(dir, u, depth)
			}
		}
	}
}

// configured follows the commands of a configuration.
func (c *counting) configured(file string, depth int) {
	src := c.read(file)
	section := ""
	for n, l := range src.Code {
		if strings.HasPrefix(l, "[") {
			section = l
		}
		m := commandKey.FindStringSubmatch(l)
		if m == nil {
			continue
		}
		u := Unit{Path: file, Name: section + m[1]}
		u.add(n, m[2])
		for at := n + 1; at < len(src.Code) && (strings.TrimSpace(src.Code[at]) == "" || strings.TrimLeft(src.Code[at], " \t") != src.Code[at]); at++ {
			u.add(at, src.Code[at])
		}
		if c.note(u) {
			c.follow(path.Dir(file), u, depth)
		}
	}
}

// steps follows the commands of a workflow: what stands behind the keys that hold some,
// on their line or below it.
func (c *counting) steps(file string) {
	src := c.read(file)
	u := Unit{Path: file}
	for n := 0; n < len(src.Code); n++ {
		m := stepHead.FindStringSubmatch(src.Code[n])
		if m == nil {
			continue
		}
		if m[3] != "" && !textBlock.MatchString(m[3]) {
			u.add(n, strings.Trim(m[3], `"'`))
			continue
		}
		for at := n + 1; at < len(src.Code); at++ {
			l := src.Code[at]
			text := strings.TrimSpace(l)
			if text == "" {
				continue
			}
			if in := len(l) - len(strings.TrimLeft(l, " ")); in < len(m[1]) || in == len(m[1]) && !strings.HasPrefix(text, "- ") {
				break
			}
			u.add(at, strings.Trim(strings.TrimPrefix(text, "- "), `"'`))
			n = at
		}
	}
	if len(u.Lines) > 0 && c.note(u) {
		c.follow(".", u, 0)
	}
}

// script follows a script of the shell.
func (c *counting) script(dir, name string, depth int) {
	file := path.Join(dir, name)
	src := c.read(file)
	if len(src.Lines) == 0 || src.Lang.Name != "Shell" && src.Lang.Code() {
		return
	}
	u := Unit{Path: file}
	for n, l := range src.Code {
		u.add(n, l)
	}
	if c.note(u) {
		c.follow(dir, u, depth)
	}
}

func (c *counting) read(file string) *language.Source {
	if !fs.ValidPath(file) {
		return language.Read(file, "")
	}
	text, err := fs.ReadFile(c.tree, file)
	if err != nil || len(text) > 1<<18 {
		text = nil
	}
	return language.Read(file, string(text))
}

// note keeps a unit; false where it is known, or there are too many.
func (c *counting) note(u Unit) bool {
	if c.left == 0 || slices.ContainsFunc(c.units, func(o Unit) bool {
		return o.Path == u.Path && o.Name == u.Name && slices.Equal(o.Lines, u.Lines)
	}) {
		return false
	}
	c.left--
	c.units = append(c.units, u)
	return true
}

func (c *counting) follow(dir string, u Unit, depth int) {
	for _, l := range u.Commands {
		c.run(dir, l, depth+1)
	}
}

func (u *Unit) add(n int, line string) {
	if line = strings.TrimSpace(line); line != "" {
		u.Lines, u.Commands = append(u.Lines, n), append(u.Commands, line)
	}
}
