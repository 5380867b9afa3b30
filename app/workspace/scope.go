package workspace

import (
	"errors"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/workspace/bare"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/beneath"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/ignore"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace/object"
)

// scope is what the .gitignore files from the top down to a directory say.
type scope struct {
	ignored bool // the directory itself is
	files   []scoped
}

type scoped struct {
	rules *ignore.Rules
	below int // length of the path, with its slash, that the rules' directory has
}

// ignores answers for a path in this directory: the deepest file that knows it decides.
func (s scope) ignores(path string, dir bool) bool {
	if s.ignored {
		return true
	}
	for _, f := range slices.Backward(s.files) {
		if ignored, matched := f.rules.Match(path[f.below:], dir); matched {
			return ignored
		}
	}
	return false
}

// enter adds the directory's own .gitignore, read from the bytes that stand there now.
func (w *walk) enter(at *beneath.Dir, path string, names []string, sc scope) (scope, error) {
	const name = ".gitignore"
	if _, found := slices.BinarySearch(names, name); !found || sc.ignored {
		return sc, nil
	}
	s := spot{at: at, name: name, path: join(path, name)}
	info, err := at.Stat(name)
	if err != nil || !info.IsRegular() {
		return sc, nil // gone, or a link, which git does not follow either
	}
	rules, err := w.rules(s, info)
	if rules == nil {
		return sc, err
	}
	below := len(path)
	if below > 0 {
		below++
	}
	sc.files = append(slices.Clip(sc.files), scoped{rules: rules, below: below})
	return sc, nil
}

// rules reads a .gitignore file; one that cannot be taken has none.
func (w *walk) rules(s spot, info beneath.Info) (*ignore.Rules, error) {
	if known, ok := w.last.files[s.path]; ok && known.info == info {
		if rules, ok := w.last.rules[known.blob]; ok {
			w.next.rules[known.blob] = rules
			return rules, nil
		}
	}
	f, info, err := s.at.OpenFile(s.name)
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // the walk comes to it and says so
	}
	defer f.Close() //nolint:errcheck // only read
	blob, _, err := w.read(s, f, info)
	if errors.As(err, new(*refused)) {
		return nil, nil //nolint:nilnil // likewise
	}
	return w.next.rules[blob], err
}

// tracked reports whether the base holds what stands at a spot, as far as ignoring goes.
func (s spot) tracked(info beneath.Info) bool {
	return s.inBase && (s.base.Mode == object.ModeGitlink || s.base.Mode.IsDir() == info.IsDir())
}

// cases finds names of one directory that differ in case only. Names that the base holds come first.
type cases struct {
	names []string
	old   *bare.Listing
	taken map[string]string
}

func (c *cases) take(name string) (other string, taken bool) {
	if c.taken == nil {
		c.taken = make(map[string]string, len(c.names))
		for _, n := range c.names {
			if _, ok := c.old.Find(n); ok {
				c.taken[strings.ToLower(n)] = n
			}
		}
	}
	key := strings.ToLower(name)
	if other, taken = c.taken[key]; !taken {
		c.taken[key] = name
	}
	return other, taken
}
