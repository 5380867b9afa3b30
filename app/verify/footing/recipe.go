package footing

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// lookup is a runner that looks its command up in a file.
type lookup struct {
	files   []string // the first that is there counts
	up      bool     // also in directories above
	targets *regexp.Regexp
}

var lookups = func() map[string]lookup {
	out := map[string]lookup{
		"make":     {[]string{"GNUmakefile", "makefile", "Makefile"}, false, regexp.MustCompile(`^([^\s#:=][^:=#]*):{1,2}(?:[^=:]|$)`)},
		"just":     {[]string{"justfile", "Justfile", ".justfile"}, true, regexp.MustCompile(`^@?([\w-]+)(?:\s[^:=]*)?:(?:[^=]|$)`)},
		"task":     {[]string{"Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "Taskfile.dist.yml"}, true, regexp.MustCompile(`^ {2}["']?([\w:-]+)["']?:\s*$`)},
		"tox":      {[]string{"tox.ini"}, false, nil},
		"nox":      {[]string{"noxfile.py"}, false, nil},
		"rake":     {[]string{"Rakefile", "rakefile", "Rakefile.rb"}, true, nil},
		"inv":      {[]string{"tasks.py"}, true, nil},
		"doit":     {[]string{"dodo.py"}, false, nil},
		"mage":     {[]string{"magefile.go"}, false, nil},
		"gulp":     {[]string{"gulpfile.js", "gulpfile.mjs", "gulpfile.ts"}, false, nil},
		"grunt":    {[]string{"Gruntfile.js", "gruntfile.js"}, false, nil},
		"deno":     {[]string{"deno.json", "deno.jsonc"}, true, nil},
		"ant":      {[]string{"build.xml"}, false, nil},
		"composer": {[]string{"composer.json"}, false, nil},
		"npm":      {[]string{"package.json"}, true, nil},
	}
	for name, as := range map[string]string{"gmake": "make", "go-task": "task", "invoke": "inv", "pnpm": "npm", "yarn": "npm", "bun": "npm"} {
		out[name] = out[as]
	}
	return out
}()

// isRecipe tells whether a runner looks its command up in a file of this name.
func isRecipe(p string) bool {
	for _, t := range lookups {
		if slices.Contains(t.files, path.Base(p)) {
			return true
		}
	}
	return false
}

var inDir = regexp.MustCompile(`^(-C|--directory|--prefix|--cwd|--dir)(?:=(.+))?$`)

// lookUp finds the recipe of a step, if it has one that stands already: one that
// the work has to write is its product.
func (f *footing) lookUp(s step) {
	for n, w := range s.words {
		t, known := lookups[path.Base(w)]
		if !known {
			continue
		}
		dir, files, args := s.dir, t.files, []string(nil)
		for i := n + 1; i < len(s.words); i++ {
			arg := s.words[i]
			next := func() string {
				if i++; i < len(s.words) {
					return s.words[i]
				}
				return ""
			}
			switch m := inDir.FindStringSubmatch(arg); {
			case m != nil && m[2] != "":
				dir = path.Join(dir, m[2])
			case m != nil:
				dir = path.Join(dir, next())
			case strings.HasPrefix(arg, "-C"):
				dir = path.Join(dir, arg[2:])
			case arg == "-f" || arg == "--file" || arg == "--makefile" || arg == "--justfile":
				files = []string{next()}
			case !strings.HasPrefix(arg, "-") && !strings.ContainsAny(arg, "=<>&"):
				args = append(args, arg)
			}
		}
		at := f.nearest(dir, files, t.up)
		switch {
		case at == "":
		case path.Base(at) == "package.json":
			f.npm(at, path.Base(w), args)
		case t.targets == nil:
			f.recipe(at)
			f.run(f.text(at), path.Dir(at), asRecipe)
		default:
			f.rules(at, t.targets, args)
		}
	}
}

func (f *footing) recipe(at string) {
	if !slices.Contains(f.recipes, at) {
		f.recipes = append(f.recipes, at)
	}
	f.behind[at] = true // what of it counts is known
}

func (f *footing) nearest(dir string, files []string, up bool) string {
	for {
		for _, name := range files {
			if p := path.Join(dir, name); f.files[p] {
				return p
			}
		}
		if !up || dir == "." || dir == "/" || strings.HasPrefix(dir, "..") {
			return ""
		}
		dir = path.Dir(dir)
	}
}

var including = regexp.MustCompile(`^\s*-?s?(include|import|mod)\b\s+(.+)`)

// rules meets what rules of a file of rules lead to: those that are asked for,
// what they need, and whatever a variable holds.
func (f *footing) rules(at string, targets *regexp.Regexp, asked []string) {
	bodies, first, current := map[string]string{}, "", []string(nil)
	var patterns, needs, beside []string
	for line := range strings.SplitSeq(strings.ReplaceAll(f.text(at), "\\\n", " "), "\n") {
		m := targets.FindStringSubmatch(line)
		switch {
		case m != nil:
			if current = strings.Fields(m[1]); first == "" && len(current) > 0 && !strings.HasPrefix(current[0], ".") {
				first = current[0]
			}
			_, rest, _ := strings.Cut(line[len(m[1]):], ":")
			for _, name := range current {
				if strings.ContainsAny(name, "%$") {
					patterns = append(patterns, name)
				}
				bodies[name] += "\x00" + rest + "\n"
			}
		case strings.HasPrefix(line, "\t") || strings.HasPrefix(line, " "):
			for _, name := range current {
				bodies[name] += line + "\n"
			}
		default:
			if m := including.FindStringSubmatch(line); m != nil {
				needs = append(needs, strings.Fields(m[2])...)
			}
			if !strings.HasPrefix(line, "#") {
				beside = append(beside, line)
			}
		}
	}
	if len(asked) == 0 {
		asked = []string{first}
		for _, line := range beside {
			if _, goal, set := strings.Cut(line, ".DEFAULT_GOAL"); set {
				asked = append(asked, strings.Trim(goal, ":?= "))
			}
		}
	}
	names := asked
	asked = slices.Clone(names)
	for n, name := range names {
		if bodies[name] != "" {
			continue
		}
		fits := func(rule string) bool {
			return strings.Contains(rule, "$") || matched(strings.ReplaceAll(rule, "%", "*"), name)
		}
		if at := slices.IndexFunc(patterns, fits); at >= 0 {
			asked[n] = patterns[at]
		}
	}
	if !slices.ContainsFunc(asked, func(name string) bool { return bodies[name] != "" }) && len(needs) == 0 {
		return
	}
	f.recipe(at)
	dir := path.Dir(at)
	for _, name := range needs {
		p := path.Join(dir, name)
		for _, q := range f.paths {
			if q != at && (q == p || matched(p, q)) && !f.behind[q] {
				f.behind[q] = true
				f.rules(q, targets, names)
			}
		}
	}
	f.run(strings.Join(beside, "\n"), dir, asRecipe)
	seen := map[string]bool{}
	for queue := asked; len(queue) > 0; queue = queue[1:] {
		body := bodies[queue[0]]
		if seen[queue[0]] || body == "" {
			continue
		}
		seen[queue[0]] = true
		for line := range strings.SplitSeq(body, "\n") {
			if rest, head := strings.CutPrefix(line, "\x00"); head {
				words := wordsIn(variable.ReplaceAllString(rest, ""))
				queue = append(queue, words...)
				continue
			}
			f.run(strings.TrimLeft(line, "\t -@+"), dir, asRecipe)
		}
	}
}

// npm meets what a script of a package runs.
func (f *footing) npm(at, runner string, args []string) {
	var pkg struct {
		Scripts map[string]string `json:"scripts"`
	}
	if json.Unmarshal([]byte(f.text(at)), &pkg) != nil || len(args) == 0 {
		return
	}
	name := args[0]
	switch {
	case (name == "run" || name == "run-script") && len(args) > 1:
		name = args[1]
	case runner == "npm" && (name == "t" || name == "tst"):
		name = "test"
	case runner == "npm" && !slices.Contains([]string{"test", "start", "stop", "restart"}, name):
		return
	}
	if pkg.Scripts[name] == "" || slices.Contains(f.scripts[at], name) {
		return
	}
	f.scripts[at] = append(f.scripts[at], name)
	for _, one := range []string{"pre" + name, name, "post" + name} {
		f.run(pkg.Scripts[one], path.Dir(at), asRecipe)
	}
}
