package change

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
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
	was, is := s.followed()
	return was.units, is.units
}

func (s *Set) followed() (base, candidate *counting) {
	all := Memo(s, "counted", func() [2]*counting {
		return [2]*counting{s.counts(s.Base), s.counts(s.Candidate)}
	})
	return all[0], all[1]
}

// Unfollowed are the changed files that a check ran and that are too large to follow
// now, or one of those that it runs where they became too much.
func (s *Set) Unfollowed() (out []*File) {
	was, is := s.followed()
	for _, f := range s.Files {
		if is.large[f.Path] && slices.ContainsFunc(was.units, func(u Unit) bool { return u.Path == f.From }) {
			out = append(out, f)
		}
	}
	if !is.spent || was.spent || len(out) > 0 {
		return out
	}
	for _, u := range is.units {
		if f := s.Find(u.Path); f != nil {
			return append(out, f)
		}
	}
	return nil
}

// customary are the commands by which people run checks where nobody says how.
var customary = []string{"make", "make test", "make check", "npm test", "tox", "just test", "just check"}

func (s *Set) counts(tree fs.FS) *counting {
	c := &counting{tree: tree, sources: map[string]*language.Source{}, rules: map[string]*recipe.Rules{}, seen: map[place]bool{}, ran: map[place]bool{}, large: map[string]bool{}}
	if s.Plan != nil {
		for _, k := range s.Plan.Checks {
			c.run(".", k.Command)
		}
	}
	if s.Contract != nil && !s.Contract.Goal.IsZero() {
		for _, k := range s.Contract.Goal.Criteria() {
			c.run(".", k.Command)
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
		c.run(".", k)
	}
	return c
}

// Bounds of what is followed: units, commands and targets that they name, and bytes of a
// file and of all.
const (
	maxUnits     = 1000
	maxSteps     = 20_000
	maxUnitBytes = 256 << 10
	maxUnitsSize = 8 << 20
)

// counting follows commands through a tree.
type counting struct {
	tree    fs.FS
	units   []Unit
	sources map[string]*language.Source
	rules   map[string]*recipe.Rules
	seen    map[place]bool // units
	ran     map[place]bool // lines, by the directory in which they run
	large   map[string]bool
	spent   bool
	taken   int
	size    int64
}

// place is something of a file or directory.
type place struct {
	path, name string
	line       int
}

var (
	stepHead   = regexp.MustCompile(`^(\s*(?:-\s+)?)(run|(?:before_|after_)?script|commands?):\s*(.*)$`)
	textBlock  = regexp.MustCompile(`^[|>][+-]?\d*$`)
	simple     = regexp.MustCompile(`&&|\|\||[;|\n()]`)
	before     = regexp.MustCompile(`^[-@+\s]*(?:(?:env|time|nice|exec|sudo|command|if|elif|then|else|while|until|do|!)\s+|timeout\s+\S+\s+|[A-Za-z_]\w*=\S*\s+)*`)
	scriptOf   = regexp.MustCompile(`"([\w:.-]+)"\s*:\s*"((?:[^"\\]|\\.)*)"`)
	commandKey = regexp.MustCompile(`^(commands\w*)\s*=\s*(.*)$`)
	ofShell    = regexp.MustCompile(`^(?:ba|da|z|k)?sh$|^source$|^\.$`)
	escaped    = strings.NewReplacer(`\"`, `"`, `\\`, `\`)
)

// run follows a line of commands that runs in a directory.
func (c *counting) run(dir, line string) {
	at := place{path: dir, name: line}
	if !c.step() || c.ran[at] {
		return
	}
	c.ran[at] = true
	for _, one := range simple.Split(line, -1) {
		if !c.step() {
			return
		}
		words := strings.Fields(before.ReplaceAllString(one, ""))
		if len(words) == 0 {
			continue
		}
		name, rest := strings.Trim(words[0], `"'`), words[1:]
		r, looksUp := recipe.Of(name)
		switch {
		case looksUp && !strings.Contains(name, "/"):
			c.recipe(dir, r, r.Call(rest))
		case name == "cd" && len(rest) > 0:
			dir = path.Join(dir, strings.Trim(rest[0], `"'`))
		case ofShell.MatchString(name):
			if args := plainWords(rest); len(args) > 0 {
				c.script(dir, args[0])
			}
		case strings.Contains(name, "/") || language.IsScript(name):
			c.script(dir, name)
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

// recipe follows what a runner looks up.
func (c *counting) recipe(dir string, r recipe.Runner, asked recipe.Call) {
	file, from := r.Find(dir, asked, func(p string) bool {
		info, err := fs.Stat(c.tree, p)
		return err == nil && info.Mode().IsRegular()
	})
	switch {
	case file == "":
	case r.Ruled():
		c.ruled(file, from, r, asked.Words)
	case path.Base(file) == "package.json":
		c.packaged(file, asked.Script().Name)
	case path.Base(file) == "tox.ini":
		c.configured(file)
	}
}

// ruled follows rules of a file, and what they need first; none are its first one.
func (c *counting) ruled(file, dir string, r recipe.Runner, names []string) {
	all := c.rules[file]
	if all == nil {
		all = r.Rules(c.read(file).Code)
		c.rules[file] = all
	}
	if len(names) == 0 {
		names = all.First
	}
	for _, in := range all.Included {
		if at := (place{path.Join(dir, in), strings.Join(names, " "), -1}); c.step() && !c.ran[at] {
			c.ran[at] = true
			c.ruled(at.path, dir, r, names)
		}
	}
	for _, name := range names {
		if !c.step() {
			return
		}
		as, rules := all.Named(name)
		for _, rule := range rules {
			u := Unit{Path: file, Name: as, Needs: rule.Needs}
			for _, l := range rule.Body {
				u.add(l.N, l.Text)
			}
			if !c.note(u, rule.Line) {
				continue
			}
			if len(u.Needs) > 0 {
				c.ruled(file, dir, r, u.Needs)
			}
			for _, command := range rule.Commands() {
				c.run(dir, all.Expand(command))
			}
		}
	}
}

// packaged follows a script of a package, with those around it.
func (c *counting) packaged(file, name string) {
	for n, l := range c.read(file).Lines {
		for _, m := range scriptOf.FindAllStringSubmatch(l, -1) {
			if m[1] != name && m[1] != "pre"+name && m[1] != "post"+name {
				continue
			}
			u := Unit{Path: file, Name: m[1], Lines: []int{n}, Commands: []string{escaped.Replace(m[2])}}
			if c.note(u, n) {
				c.follow(path.Dir(file), u)
			}
		}
	}
}

// configured follows the commands of a configuration.
func (c *counting) configured(file string) {
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
		if c.note(u, n) {
			c.follow(path.Dir(file), u)
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
	if len(u.Lines) > 0 && c.note(u, 0) {
		c.follow(".", u)
	}
}

// script follows a script of the shell.
func (c *counting) script(dir, name string) {
	file := path.Join(dir, name)
	src := c.read(file)
	if len(src.Lines) == 0 || src.Lang.Name != "Shell" && src.Lang.Code() {
		return
	}
	u := Unit{Path: file}
	for n, l := range src.Code {
		u.add(n, l)
	}
	if c.note(u, 0) {
		c.follow(dir, u)
	}
}

// read is a file, without a line where it is too large or none.
func (c *counting) read(file string) *language.Source {
	if src := c.sources[file]; src != nil {
		return src
	}
	var text []byte
	if info, err := fs.Stat(c.tree, file); err == nil && fs.ValidPath(file) && info.Mode().IsRegular() {
		switch {
		case info.Size() > maxUnitBytes:
			c.large[file] = true
		case c.size+info.Size() > maxUnitsSize:
			c.spent = true
		default:
			c.size += info.Size()
			text, _ = fs.ReadFile(c.tree, file)
		}
	}
	src := language.Read(file, string(text))
	c.sources[file] = src
	return src
}

// step tells whether one more may be followed.
func (c *counting) step() bool {
	c.taken++
	c.spent = c.spent || c.taken > maxSteps
	return !c.spent
}

// note keeps a unit; false where it is known, or there are too many.
func (c *counting) note(u Unit, line int) bool {
	at := place{u.Path, u.Name, line}
	if c.spent = c.spent || len(c.units) == maxUnits && !c.seen[at]; c.spent || c.seen[at] {
		return false
	}
	c.seen[at] = true
	c.units = append(c.units, u)
	return true
}

func (c *counting) follow(dir string, u Unit) {
	for _, l := range u.Commands {
		c.run(dir, l)
	}
}

func (u *Unit) add(n int, line string) {
	if line = strings.TrimSpace(line); line != "" {
		u.Lines, u.Commands = append(u.Lines, n), append(u.Commands, line)
	}
}
