package footing

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/recipe"
)

// lookUp finds the recipe of a step, if it has one that stands already: one that
// the work has to write is its product.
func (f *footing) lookUp(s step) {
	for n, w := range s.words {
		r, known := recipe.Of(w)
		if !known {
			continue
		}
		c := r.Call(s.words[n+1:])
		at, dir := r.Find(s.dir, c, func(p string) bool { return f.files[p] })
		switch {
		case at == "":
		case path.Base(at) == "package.json":
			f.npm(at, c.Script().Name)
		case r.Ruled():
			f.rules(at, dir, r, c.Words)
		default:
			f.recipe(at)
			f.run(f.text(at), dir, asRecipe)
		}
	}
}

func (f *footing) recipe(at string) {
	if !slices.Contains(f.recipes, at) {
		f.recipes = append(f.recipes, at)
	}
	f.behind[at] = true // what of it counts is known
}

// rules meets what rules of a file lead to: those that are asked for, what they
// need, and whatever a variable holds.
func (f *footing) rules(at, dir string, r recipe.Runner, asked []string) {
	key := strings.Join(append([]string{at, dir}, asked...), "\x00")
	if f.ran[key] {
		return
	}
	f.ran[key] = true
	all := f.made[at]
	if all == nil {
		all = r.Rules(strings.Split(f.text(at), "\n"))
		f.made[at] = all
	}
	var queue []string
	for _, name := range asked {
		if as, _ := all.Named(name); as == "" {
			name = all.Unread
		}
		queue = append(queue, name)
	}
	if len(asked) == 0 {
		queue = all.First
	}
	if strings.Join(queue, "") == "" && len(all.Included) == 0 {
		return
	}
	f.recipe(at)
	for _, name := range all.Included {
		for _, q := range f.fitting(path.Join(dir, name)) {
			f.behind[q] = true
			f.rules(q, dir, r, asked)
		}
	}
	f.run(strings.Join(all.Beside, "\n"), dir, asRecipe)
	for ; len(queue) > 0 && f.steps <= maxSteps; queue = queue[1:] {
		as, rules := all.Named(queue[0])
		f.steps++
		if f.ran[at+"\x00"+as] {
			continue
		}
		f.ran[at+"\x00"+as] = true
		for _, rule := range rules {
			queue = append(queue, rule.Needs...)
			for _, command := range rule.Commands() {
				f.run(all.Expand(strings.TrimLeft(command, "\t -@+")), dir, asRecipe)
			}
		}
	}
}

// npm meets what a script of a package runs.
func (f *footing) npm(at, name string) {
	var pkg struct {
		Scripts map[string]string `json:"scripts"`
	}
	if json.Unmarshal([]byte(f.text(at)), &pkg) != nil || pkg.Scripts[name] == "" || slices.Contains(f.scripts[at], name) {
		return
	}
	f.scripts[at] = append(f.scripts[at], name)
	for _, one := range []string{"pre" + name, name, "post" + name} {
		f.run(pkg.Scripts[one], path.Dir(at), asRecipe)
	}
}
