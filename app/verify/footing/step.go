package footing

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// step is one command of a script, with the directory in which it runs.
type step struct {
	dir   string
	words []string
	bare  bool // nothing looks at what it prints: its status is the answer
}

var (
	here     = regexp.MustCompile(`\$\(pwd\)|\$\{?PWD\}?|\$\(dirname [^()]*\)|\$\{0%/\*\}`)
	inner    = regexp.MustCompile("\\$\\(([^()]*)\\)|`([^`\n]*)`")
	variable = regexp.MustCompile(`\$\((\w+)\)|\$\{?\w+[^}\s"'/;]*\}?|\$[@<^*?]`)
	file     = regexp.MustCompile(`\d?>>?\s*([^&\s]\S*)`)
	ends     = regexp.MustCompile(`&&|\|\||[;\n]`)
)

// stepsOf are the commands of a script that begins in a directory.
func stepsOf(script, dir string) (out []step) {
	script = strings.ReplaceAll(script, "\\\n", " ")
	script = here.ReplaceAllString(script, ".")
	lines := ends.Split(script, maxSteps+1)
	for _, line := range lines[:min(len(lines), maxSteps)] {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, m := range inner.FindAllStringSubmatch(line, -1) {
			if text := m[1] + m[2]; strings.ContainsAny(text, " /.") {
				out = append(out, step{dir: dir, words: wordsIn(text)})
			}
		}
		line = variable.ReplaceAllString(inner.ReplaceAllString(line, ""), "")
		parts := strings.Split(line, "|")
		for n, part := range parts {
			to := file.FindStringSubmatch(part)
			s := step{dir: dir, words: wordsIn(part), bare: n == len(parts)-1 && (to == nil || to[1] == "/dev/null")}
			if to, moves := s.moves(); moves {
				dir = path.Join(dir, to)
				continue
			}
			if len(s.words) > 0 {
				out = append(out, s)
			}
		}
	}
	return out
}

var assigned = regexp.MustCompile(`^\w+=`)

// moves tells whether a step changes the directory for those that follow, and to
// which.
func (s step) moves() (to string, moves bool) {
	words := s.words
	for len(words) > 0 && assigned.MatchString(words[0]) {
		words = words[1:]
	}
	if len(words) > 2 && words[1] == "--" {
		words = slices.Delete(slices.Clone(words), 1, 2)
	}
	if len(words) < 2 || words[0] != "cd" && words[0] != "pushd" {
		return "", false
	}
	return words[1], true
}

func wordsIn(text string) (out []string) {
	for _, w := range strings.Fields(text) {
		if w == "[" || w == "[[" {
			out = append(out, "[")
		} else if w = strings.Trim(w, "'\"`;(){}[]"); w != "" {
			out = append(out, strings.TrimLeft(w, "@+"))
		}
	}
	return out
}

// before are words that may stand before the file that is run.
var before = regexp.MustCompile(`^(sh|bash|dash|zsh|ksh|python[\d.]*|pypy3?|node|deno|bun|ruby|perl|php|tsx|ts-node|go|run|exec|env|time|nice|timeout|command|then|do|else|if|elif|while|until|!|\d+[smh]?|-\S*|\w+=\S*)$`)

// asking are commands that ask for what a file is or holds.
var asking = regexp.MustCompile(`^(test|grep|egrep|fgrep|rg|jq|yq|wc|ls|stat|head|tail|\[)$`)

// manner is how a script comes to be run.
type manner int

const (
	asNamed  manner = iota // it is the check itself
	asRecipe               // a runner looked it up
	asScript
)

// used tells how a step uses its n-th word.
func (s step) used(n int) use {
	if n > 0 && (s.words[n-1] == "." || s.words[n-1] == "source") {
		return taken
	}
	lead := slices.IndexFunc(s.words, func(w string) bool { return !before.MatchString(path.Base(w)) })
	if lead >= 0 && lead < n {
		if asking.MatchString(s.words[lead]) && !slices.ContainsFunc(s.words[:n], func(w string) bool { return w == "-f" || w == "--file" || w == "<" }) {
			return consulted
		}
		return read
	}
	if s.bare {
		return ran
	}
	return watched
}

var (
	looping = regexp.MustCompile(`\bfor\s+(\w+)\s+in\s+([^;\n]+)`)
	running = regexp.MustCompile(`(?:\b(?:sh|bash|dash|zsh|python[\d.]*|node|source|do|then|if)\s+|[.;&|!]\s*)"?(?:\./)?\$\$?\{?(\w+)`)
)

// loops are the globs over whose files a script runs: one after another, as
// commands.
func loops(script string) (out []string) {
	runs := map[string]bool{}
	for _, m := range running.FindAllStringSubmatch(script, -1) {
		runs[m[1]] = true
	}
	for _, m := range looping.FindAllStringSubmatch(script, -1) {
		if runs[m[1]] {
			out = append(out, strings.Fields(m[2])...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// loop meets the files of the globs over which a script runs.
func (f *footing) loop(script, dir string) {
	for _, glob := range loops(script) {
		for _, p := range f.fitting(path.Join(dir, strings.Trim(glob, `"'`))) {
			f.stand(p, dir)
		}
	}
}

// fitting are the files of a path or a glob.
func (f *footing) fitting(glob string) (out []string) {
	if !strings.ContainsAny(glob, "*?[") {
		if f.files[glob] {
			out = append(out, glob)
		}
		return out
	}
	if f.globs++; f.globs > maxFitted {
		return nil
	}
	for _, p := range f.paths {
		if matched(glob, p) {
			out = append(out, p)
		}
	}
	return out
}

// run meets what a script names. That the check itself names a file is enough.
func (f *footing) run(script, dir string, as manner) {
	key := dir + "\x00" + script
	if f.ran[key] || f.steps > maxSteps {
		return
	}
	f.ran[key] = true
	f.steps++
	f.loop(script, dir)
	for _, s := range stepsOf(script, dir) {
		if f.steps++; f.steps > maxSteps {
			return
		}
		f.lookUp(s)
		for n, w := range s.words {
			if before.MatchString(w) && n == 0 {
				continue
			}
			p := path.Join(s.dir, strings.TrimLeft(w, "/"))
			switch {
			case as == asNamed && f.files[p] && !(f.peoples && documents.MatchString(p)):
				f.stand(p, s.dir)
			case w == "-m" && n+1 < len(s.words):
				module := path.Join(s.dir, strings.ReplaceAll(s.words[n+1], ".", "/"))
				f.meets(module+".py", s.dir, ran)
				f.meets(module+"/__main__.py", s.dir, ran)
			default:
				how := s.used(n)
				if how == ran && (as == asRecipe || s.words[0] == "exec") {
					how = handed
				}
				if how != read && f.dirs[p] {
					f.packaged(p, s.dir, how)
				}
				for _, one := range pathish.FindAllString(w, -1) {
					f.word(one, []string{s.dir, dir}, how)
				}
			}
		}
	}
}

// packaged meets the programs of a directory that is run as one.
func (f *footing) packaged(dir, from string, how use) {
	for _, p := range f.paths {
		if path.Dir(p) == dir && program(p) {
			f.meets(p, from, how)
		}
	}
}
